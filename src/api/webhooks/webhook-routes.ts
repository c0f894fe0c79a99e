import { z } from 'zod';

import type { Automation, Webhook } from '#automation';

import { readTerms } from '../filter/filter.ts';
import { optional, optionalFlag, optionalText, readBody } from '../http/body.ts';
import { skipToken } from '../http/paging.ts';
import { resourceRoutes } from '../http/resource-routes.ts';
import { type Route, accountPath } from '../http/routes.ts';
import { orderFields, orderIn } from '../jobs/order.ts';
import { jobParameters } from '../jobs/parameters.ts';
import { showWebhook } from './show-webhook.ts';

const changeable = {
  isEnabled: optionalFlag,
  expiryTime: optionalText,
  parameters: jobParameters,
  runOn: optionalText,
  description: optionalText,
  // Ours.
  allowedAddresses: optional(z.array(z.string())),
  requestsPerMinute: z.number().nullish(),
  bodySchema: z.record(z.string(), z.unknown()).nullish(),
  ...orderFields,
};

const putBody = z.object({
  properties: z.object({
    ...changeable,
    runbook: optional(z.object({ name: z.string().min(1) })),
    uri: optionalText,
    // Ours.
    signed: optionalFlag,
  }),
});
const patchBody = z.object({
  properties: z
    .object(changeable)
    .nullish()
    .transform((value) => value ?? {}),
});
const rotateBody = z.object({ overlapMinutes: z.number().int().min(0).max(10_080).default(60) });

const terms = { 'runbook/name eq': 'runbookName' } as const;

export function webhookRoutes({ webhooks }: Automation): Route[] {
  const routes = resourceRoutes({
    collection: 'webhooks',
    resources: webhooks,
    show: (account, webhook: Webhook) => showWebhook(account, webhook),
  });
  return [
    {
      operation: 'Webhook_GenerateUri',
      method: 'POST',
      path: `${accountPath}/webhooks/generateuri`,
      // Azure's own: the list of its operations has it without a name of the action.
      action: `${routes.kind}/action`,
      handle: async (context) => {
        await context.account();
        context.reply.type('application/json; charset=utf-8');
        return JSON.stringify(webhooks.newUri());
      },
    },
    routes.list('Webhook_ListByAutomationAccount', {
      filter: Object.keys(terms),
      page(accountId, context) {
        const { runbookName } = readTerms(context.query['$filter'], terms);
        return webhooks.list(accountId, runbookName, skipToken(context));
      },
    }),
    routes.get('Webhook_Get'),
    routes.put('Webhook_CreateOrUpdate', putBody, async ({ context, account, name, actor }) => {
      const { runbook, priority, concurrency, ...properties } = readBody(context, putBody).properties;
      const input = { ...properties, runbook: runbook?.name, order: { priority, concurrency } };
      const { webhook, created, ...once } = await webhooks.put(account, name, input, actor);
      return { shown: showWebhook(account, webhook, once), created };
    }),
    routes.patch('Webhook_Update', patchBody, ({ context, account, name, actor }) => {
      const { properties } = readBody(context, patchBody);
      return webhooks.update(account, name, { ...properties, order: orderIn(properties) }, actor);
    }),
    routes.remove('Webhook_Delete'),
    routes.act(
      'Tenantry_RotateWebhookSecret',
      'rotateSecret',
      rotateBody,
      async ({ context, account, name, actor }) => {
        const { overlapMinutes } = readBody(context, rotateBody);
        const { webhook, secret } = await webhooks.rotate(account, name, overlapMinutes, actor);
        return showWebhook(account, webhook, { secret });
      },
    ),
  ];
}
