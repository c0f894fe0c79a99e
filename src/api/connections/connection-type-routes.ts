import { z } from 'zod';

import type { Automation } from '#automation';

import { optionalFlag, readBody } from '../http/body.ts';
import { listOf, skipToken } from '../http/paging.ts';
import { type Route, type RouteContext, accountPath } from '../http/routes.ts';
import { showConnectionType } from './show-connection.ts';

const flag = optionalFlag.transform((value) => value ?? false);
const body = z.object({
  properties: z.object({
    isGlobal: flag,
    fieldDefinitions: z.record(
      z.string().min(1),
      z.object({ type: z.string().min(1), isEncrypted: flag, isOptional: flag }),
    ),
  }),
});

const nameOf = (context: RouteContext): string => context.path['name'] ?? '';

/** Types are made and deleted, never changed: there is no PATCH in Azure either. */
export function connectionTypeRoutes({ assets: { connectionTypes } }: Automation): Route[] {
  const kind = 'Microsoft.Automation/automationAccounts/connectionTypes';
  const path = `${accountPath}/connectionTypes/:name`;
  return [
    {
      operation: 'ConnectionType_ListByAutomationAccount',
      method: 'GET',
      path: `${accountPath}/connectionTypes`,
      action: `${kind}/read`,
      pages: true,
      handle: async (context) => {
        const account = await context.account();
        return listOf(context, await connectionTypes.list(account.id, skipToken(context)), (each) =>
          showConnectionType(account, each),
        );
      },
    },
    {
      operation: 'ConnectionType_Get',
      method: 'GET',
      path,
      action: `${kind}/read`,
      handle: async (context) => {
        const account = await context.account();
        return showConnectionType(account, await connectionTypes.get(account.id, nameOf(context)));
      },
    },
    {
      operation: 'ConnectionType_CreateOrUpdate',
      method: 'PUT',
      path,
      action: `${kind}/write`,
      body,
      answers: { 201: 'json' },
      handle: async (context) => {
        const account = await context.account();
        const { fieldDefinitions, isGlobal } = readBody(context, body).properties;
        const type = await connectionTypes.put(
          account,
          nameOf(context),
          fieldDefinitions,
          isGlobal,
          context.actor,
        );
        // Always, says the specification.
        context.reply.code(201);
        return showConnectionType(account, type);
      },
    },
    {
      operation: 'ConnectionType_Delete',
      method: 'DELETE',
      path,
      action: `${kind}/delete`,
      handle: async (context) => {
        await connectionTypes.remove(await context.account(), nameOf(context), context.actor);
        return undefined;
      },
    },
  ];
}
