import { z } from 'zod';

import type { Automation } from '#automation';

import { readTerms } from '../filter/filter.ts';
import { optional, optionalFlag, optionalText, readBody } from '../http/body.ts';
import { listOf, skipToken } from '../http/paging.ts';
import { type Route, type RouteContext, accountPath } from '../http/routes.ts';
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
  const kind = 'Microsoft.Automation/automationAccounts/webhooks';
  const path = `${accountPath}/webhooks/:name`;
  const nameOf = (context: RouteContext): string => context.path['name'] ?? '';
  return [
    {
      operation: 'Webhook_GenerateUri',
      method: 'POST',
      path: `${accountPath}/webhooks/generateuri`,
      // Azure's own: the list of its operations has it without a name of the action.
      action: `${kind}/action`,
      handle: async (context) => {
        await context.account();
        context.reply.type('application/json; charset=utf-8');
        return JSON.stringify(webhooks.newUri());
      },
    },
    {
      operation: 'Webhook_ListByAutomationAccount',
      method: 'GET',
      path: `${accountPath}/webhooks`,
      action: `${kind}/read`,
      filter: Object.keys(terms),
      pages: true,
      handle: async (context) => {
        const account = await context.account();
        const { runbookName } = readTerms(context.query['$filter'], terms);
        const page = await webhooks.list(account.id, runbookName, skipToken(context));
        return listOf(context, page, (webhook) => showWebhook(account, webhook));
      },
    },
    {
      operation: 'Webhook_Get',
      method: 'GET',
      path,
      action: `${kind}/read`,
      handle: async (context) => {
        const account = await context.account();
        return showWebhook(account, await webhooks.get(account.id, nameOf(context)));
      },
    },
    {
      operation: 'Webhook_CreateOrUpdate',
      method: 'PUT',
      path,
      action: `${kind}/write`,
      body: putBody,
      handle: async (context) => {
        const account = await context.account();
        const { runbook, priority, concurrency, ...properties } = readBody(context, putBody).properties;
        const input = { ...properties, runbook: runbook?.name, order: { priority, concurrency } };
        const { webhook, created, ...once } = await webhooks.put(
          account,
          nameOf(context),
          input,
          context.actor,
        );
        context.reply.code(created ? 201 : 200);
        return showWebhook(account, webhook, once);
      },
    },
    {
      operation: 'Webhook_Update',
      method: 'PATCH',
      path,
      action: `${kind}/write`,
      body: patchBody,
      handle: async (context) => {
        const account = await context.account();
        const { properties } = readBody(context, patchBody);
        const input = { ...properties, order: orderIn(properties) };
        return showWebhook(account, await webhooks.update(account, nameOf(context), input, context.actor));
      },
    },
    {
      operation: 'Webhook_Delete',
      method: 'DELETE',
      path,
      action: `${kind}/delete`,
      handle: async (context) => {
        await webhooks.remove(await context.account(), nameOf(context), context.actor);
        return undefined;
      },
    },
    {
      operation: 'Tenantry_RotateWebhookSecret',
      method: 'POST',
      path: `${path}/rotatesecret`,
      action: `${kind}/rotateSecret/action`,
      body: rotateBody,
      handle: async (context) => {
        const account = await context.account();
        const { overlapMinutes } = readBody(context, rotateBody);
        const { webhook, secret } = await webhooks.rotate(
          account,
          nameOf(context),
          overlapMinutes,
          context.actor,
        );
        return showWebhook(account, webhook, { secret });
      },
    },
  ];
}
