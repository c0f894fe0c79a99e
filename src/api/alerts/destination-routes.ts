import { z } from 'zod';

import type { AlertDestination, Automation } from '#automation';

import { optional, optionalFlag, optionalText, readBody } from '../http/body.ts';
import { resourceRoutes } from '../http/resource-routes.ts';
import type { Route } from '../http/routes.ts';
import { showDestination } from './show.ts';

const body = z.object({
  properties: z.object({
    kind: z.string(),
    url: optionalText,
    host: optionalText,
    port: optional(z.number()),
    from: optionalText,
    to: optional(z.array(z.string())),
    userName: optionalText,
    password: optionalText,
    certificateAuthority: optionalText,
    allowPrivate: optionalFlag,
    isEnabled: optionalFlag,
  }),
});

/** Ours: where alerts are sent. What leaves the installation, and for where, is decided by owners, as roles are. */
export function alertDestinationRoutes({ alertDestinations }: Automation): Route[] {
  const routes = resourceRoutes({
    collection: 'alertDestinations',
    parameter: 'destination',
    resources: alertDestinations,
    show: (account, destination: AlertDestination) => showDestination(account, destination),
  });
  const ofOwners = 'Microsoft.Authorization/alertDestinations';
  return [
    routes.list('Tenantry_ListAlertDestinations', { all: (accountId) => alertDestinations.list(accountId) }),
    routes.get('Tenantry_GetAlertDestination'),
    {
      ...routes.put('Tenantry_PutAlertDestination', body, async ({ context, account, name, actor }) => {
        const { properties } = readBody(context, body);
        const made = await alertDestinations.put(account, name, properties, actor);
        return { shown: showDestination(account, made.destination, made.secret), created: made.created };
      }),
      action: `${ofOwners}/write`,
    },
    { ...routes.remove('Tenantry_DeleteAlertDestination'), action: `${ofOwners}/delete` },
    routes.act('Tenantry_TestAlertDestination', 'test', undefined, async ({ account, name, actor }) => {
      await alertDestinations.test(account, name, actor);
      return { delivered: true };
    }),
  ];
}
