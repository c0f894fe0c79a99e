import { z } from 'zod';

import { type Automation, type EventSource, eventSourceKinds } from '#automation';

import { optional, optionalFlag, optionalText, readBody } from '../http/body.ts';
import { skipToken } from '../http/paging.ts';
import { resourceRoutes } from '../http/resource-routes.ts';
import type { Route } from '../http/routes.ts';
import { orderFields, orderIn } from '../jobs/order.ts';
import { jobParameters } from '../jobs/parameters.ts';
import { showEventSource } from './show-event-source.ts';

const optionalTexts = optional(z.array(z.string()));

const putBody = z.object({
  properties: z.object({
    kind: optional(z.enum(eventSourceKinds)),
    runbook: optional(z.object({ name: z.string().min(1) })),
    parameters: jobParameters,
    runOn: optionalText,
    ...orderFields,
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
  const routes = resourceRoutes({
    collection: 'eventSources',
    resources: eventSources,
    show: (account, source: EventSource) => showEventSource(account, source),
  });
  return [
    routes.list('Tenantry_ListEventSources', {
      page: (accountId, context) => eventSources.list(accountId, skipToken(context)),
    }),
    routes.get('Tenantry_GetEventSource'),
    routes.put('Tenantry_PutEventSource', putBody, async ({ context, account, name, actor }) => {
      const { runbook, ...properties } = readBody(context, putBody).properties;
      const input = { ...properties, runbook: runbook?.name, order: orderIn(properties) };
      const { source, created, uri } = await eventSources.put(account, name, input, actor);
      return { shown: showEventSource(account, source, uri), created };
    }),
    routes.remove('Tenantry_DeleteEventSource'),
    routes.act('Tenantry_RenewEventSource', 'renew', undefined, async ({ account, name, actor }) => {
      const { source, uri } = await eventSources.renew(account, name, actor);
      return showEventSource(account, source, uri);
    }),
  ];
}
