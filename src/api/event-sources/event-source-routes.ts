import { z } from 'zod';

import { type Automation, eventSourceKinds } from '#automation';

import { optional, optionalFlag, optionalText, readBody } from '../http/body.ts';
import { listOf, skipToken } from '../http/paging.ts';
import { type Route, type RouteContext, accountPath } from '../http/routes.ts';
import { jobParameters } from '../jobs/parameters.ts';
import { showEventSource } from './show-event-source.ts';

const optionalTexts = optional(z.array(z.string()));

const putBody = z.object({
  properties: z.object({
    kind: optional(z.enum(eventSourceKinds)),
    runbook: optional(z.object({ name: z.string().min(1) })),
    parameters: jobParameters,
    runOn: optionalText,
    description: optionalText,
    isEnabled: optionalFlag,
    allowedOrigins: optionalTexts,
    resource: optionalText,
    changeTypes: optionalTexts,
    includeResourceData: optionalFlag,
    identityClientId: optionalText,
  }),
});

/** Ours: Azure has Event Grid beside its accounts. */
export function eventSourceRoutes({ eventSources }: Automation): Route[] {
  const kind = 'Microsoft.Automation/automationAccounts/eventSources';
  const path = `${accountPath}/eventsources/:name`;
  const nameOf = (context: RouteContext): string => context.path['name'] ?? '';
  return [
    {
      operation: 'Tenantry_ListEventSources',
      method: 'GET',
      path: `${accountPath}/eventsources`,
      action: `${kind}/read`,
      pages: true,
      handle: async (context) => {
        const account = await context.account();
        const page = await eventSources.list(account.id, skipToken(context));
        return listOf(context, page, (source) => showEventSource(account, source));
      },
    },
    {
      operation: 'Tenantry_GetEventSource',
      method: 'GET',
      path,
      action: `${kind}/read`,
      handle: async (context) => {
        const account = await context.account();
        return showEventSource(account, await eventSources.get(account.id, nameOf(context)));
      },
    },
    {
      operation: 'Tenantry_PutEventSource',
      method: 'PUT',
      path,
      action: `${kind}/write`,
      body: putBody,
      handle: async (context) => {
        const account = await context.account();
        const { runbook, ...properties } = readBody(context, putBody).properties;
        const input = { ...properties, runbook: runbook?.name };
        const { source, created, uri } = await eventSources.put(
          account,
          nameOf(context),
          input,
          context.actor,
        );
        context.reply.code(created ? 201 : 200);
        return showEventSource(account, source, uri);
      },
    },
    {
      operation: 'Tenantry_DeleteEventSource',
      method: 'DELETE',
      path,
      action: `${kind}/delete`,
      handle: async (context) => {
        await eventSources.remove(await context.account(), nameOf(context), context.actor);
        return undefined;
      },
    },
    {
      operation: 'Tenantry_RenewEventSource',
      method: 'POST',
      path: `${path}/renew`,
      action: `${kind}/renew/action`,
      handle: async (context) => {
        const account = await context.account();
        const { source, uri } = await eventSources.renew(account, nameOf(context), context.actor);
        return showEventSource(account, source, uri);
      },
    },
  ];
}
