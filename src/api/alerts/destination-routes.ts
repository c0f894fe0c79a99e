import { z } from 'zod';

import type { Automation } from '#automation';

import { optional, optionalFlag, optionalText, readBody } from '../http/body.ts';
import { type Route, type RouteContext, accountPath } from '../http/routes.ts';
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
  const kind = 'Microsoft.Automation/automationAccounts/alertDestinations';
  const path = `${accountPath}/alertdestinations`;
  const nameOf = (context: RouteContext): string => context.path['destination'] ?? '';
  return [
    {
      operation: 'Tenantry_ListAlertDestinations',
      method: 'GET',
      path,
      action: `${kind}/read`,
      handle: async (context) => {
        const account = await context.account();
        const all = await alertDestinations.list(account.id);
        return { value: all.map((destination) => showDestination(account, destination)) };
      },
    },
    {
      operation: 'Tenantry_GetAlertDestination',
      method: 'GET',
      path: `${path}/:destination`,
      action: `${kind}/read`,
      handle: async (context) => {
        const account = await context.account();
        return showDestination(account, await alertDestinations.get(account.id, nameOf(context)));
      },
    },
    {
      operation: 'Tenantry_PutAlertDestination',
      method: 'PUT',
      path: `${path}/:destination`,
      action: 'Microsoft.Authorization/alertDestinations/write',
      body,
      handle: async (context) => {
        const account = await context.account();
        const { properties } = readBody(context, body);
        const { destination, created, secret } = await alertDestinations.put(
          account,
          nameOf(context),
          properties,
          context.actor,
        );
        context.reply.code(created ? 201 : 200);
        return showDestination(account, destination, secret);
      },
    },
    {
      operation: 'Tenantry_DeleteAlertDestination',
      method: 'DELETE',
      path: `${path}/:destination`,
      action: 'Microsoft.Authorization/alertDestinations/delete',
      handle: async (context) => {
        await alertDestinations.remove(await context.account(), nameOf(context), context.actor);
        return undefined;
      },
    },
    {
      operation: 'Tenantry_TestAlertDestination',
      method: 'POST',
      path: `${path}/:destination/test`,
      action: `${kind}/test/action`,
      handle: async (context) => {
        await alertDestinations.test(await context.account(), nameOf(context), context.actor);
        return { delivered: true };
      },
    },
  ];
}
