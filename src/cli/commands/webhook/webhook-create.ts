import { z } from 'zod';

import { problem } from '#kernel';

import { defineCommand } from '../../command/definition.ts';
import { readText } from '../../connection/session.ts';
import { givenOrder, orderOptions } from '../job/order.ts';
import { givenParameters, parameterOptions } from '../job/parameters.ts';
import { webhookName } from './webhook-name.ts';
import { onlyNow, writtenOnce } from './written.ts';

const { parameter, parametersFile } = parameterOptions;

export const webhookCreate = defineCommand({
  summary: 'Creates a webhook: an address that starts a runbook when something is posted to it.',
  details:
    'Prints the address, and with --signed the secret, this once. The runbook finds what was posted in its parameter WebhookData.',
  arguments: z.object({
    name: webhookName,
    runbook: z.string().meta({ description: 'name of a published runbook' }),
  }),
  options: z.object({
    parameter,
    parametersFile,
    expiry: z
      .string()
      .optional()
      .meta({ description: 'until when it counts, at most ten years (default: a year)', value: 'time' }),
    signed: z
      .boolean()
      .default(false)
      .meta({ description: 'take only calls that are signed with a secret; see docs/webhooks.md' }),
    allow: z.array(z.string()).default([]).meta({
      description: 'take calls from this address or network alone; may be repeated',
      value: 'network',
    }),
    rate: z.coerce
      .number('it is a number')
      .int('it is a whole number')
      .optional()
      .meta({ description: 'so many calls a minute at most', value: 'number' }),
    bodySchema: z
      .string()
      .optional()
      .meta({ description: 'what the body must be like: a file with JSON Schema', value: 'file' }),
    runOn: z.string().optional().meta({ description: 'hybrid worker group', value: 'group' }),
    ...orderOptions,
    description: z.string().optional().meta({ description: 'what it is for', value: 'text' }),
  }),
  examples: [
    ['tenantry webhook create orders onboard-user --signed', 'for a caller that can sign'],
    [
      'tenantry webhook create forms onboard-user --allow 192.0.2.0/24 --rate 30',
      'as in Azure, within limits',
    ],
  ],
  async run(context, { arguments: { name, runbook }, options }) {
    const { expiry, allow, rate, bodySchema, runOn, description, signed } = options;
    const parameters = await givenParameters(options);
    const schema = bodySchema === undefined ? undefined : await readSchema(bodySchema);
    const { client } = await context.connect();
    const webhook = await client.webhooks.put(name, {
      runbook,
      parameters,
      signed,
      allowedAddresses: allow,
      ...(expiry !== undefined && { expiryTime: expiry }),
      ...(rate !== undefined && { requestsPerMinute: rate }),
      ...(schema !== undefined && { bodySchema: schema }),
      ...(runOn !== undefined && { runOn }),
      ...givenOrder(options),
      ...(description !== undefined && { description }),
    });
    context.print(webhook, () => writtenOnce(context.terminal, webhook));
    if (!context.json) context.terminal.say(onlyNow);
  },
});

async function readSchema(file: string): Promise<unknown> {
  const text = await readText(file);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw problem('ParameterFileInvalid', { file, detail: (error as Error).message }, error);
  }
}
