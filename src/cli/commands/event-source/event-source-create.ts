import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { givenOrder, orderOptions } from '../job/order.ts';
import { givenParameters, parameterOptions } from '../job/parameters.ts';
import { eventSourceName } from './event-source-name.ts';
import { onlyNow, shownEventSource } from './shown.ts';

const { parameter, parametersFile } = parameterOptions;

export const eventSourceCreate = defineCommand({
  summary: 'Creates an event source: what happens elsewhere starts a runbook. Or changes one.',
  details:
    'With --resource Tenantry subscribes to Microsoft Graph as an identity of the account, and renews that. Without it an address is printed, this once, for whoever sends CloudEvents or events of Event Grid. The runbook finds the event in its parameter EventData.',
  arguments: z.object({
    name: eventSourceName,
    runbook: z.string().meta({ description: 'name of a published runbook' }),
  }),
  options: z.object({
    parameter,
    parametersFile,
    resource: z
      .string()
      .optional()
      .meta({ description: 'what of Microsoft Graph, users or groups/<id>/members', value: 'path' }),
    change: z
      .array(z.enum(['created', 'updated', 'deleted']))
      .default([])
      .meta({
        description: 'a kind of change (default: updated); may be repeated',
        value: 'kind',
      }),
    withData: z
      .boolean()
      .default(false)
      .meta({ description: 'have the data of what changed sent along, encrypted' }),
    identity: z.string().optional().meta({
      description: 'client id of the identity that subscribes (default: the account’s own)',
      value: 'id',
    }),
    origin: z.array(z.string()).default([]).meta({
      description: 'who may ask to send CloudEvents, eventgrid.azure.net for instance; may be repeated',
      value: 'host',
    }),
    runOn: z.string().optional().meta({ description: 'hybrid worker group', value: 'group' }),
    ...orderOptions,
    description: z.string().optional().meta({ description: 'what it is for', value: 'text' }),
  }),
  examples: [
    [
      'tenantry event-source create people react --resource users --change updated',
      'of each user that changes',
    ],
    [
      'tenantry event-source create blobs react --origin eventgrid.azure.net',
      'an address for a subscription of Event Grid',
    ],
  ],
  async run(context, { arguments: { name, runbook }, options }) {
    const { resource, change, withData, identity, origin, runOn, description } = options;
    const parameters = await givenParameters(options);
    const { client } = await context.connect();
    const source = await client.eventSources.put(name, {
      kind: resource === undefined ? 'CloudEvents' : 'MicrosoftGraph',
      runbook,
      parameters,
      ...(resource !== undefined && { resource }),
      ...(change.length > 0 && { changeTypes: change }),
      ...(withData && { includeResourceData: true }),
      ...(identity !== undefined && { identityClientId: identity }),
      ...(origin.length > 0 && { allowedOrigins: origin }),
      ...(runOn !== undefined && { runOn }),
      ...givenOrder(options),
      ...(description !== undefined && { description }),
    });
    context.print(source, () => shownEventSource(context.terminal, source));
    if (!context.json && source.uri) context.terminal.say(onlyNow);
  },
});
