import { z } from 'zod';

import type { Automation } from '#automation';

import { optionalText, readBody } from '../http/body.ts';
import { listOf, skipToken } from '../http/paging.ts';
import { type Route, type RouteContext, accountPath } from '../http/routes.ts';
import { showConnection } from './show-connection.ts';

const fieldDefinitionValues = z
  .record(z.string(), z.string())
  .nullish()
  .transform((values) => values ?? undefined);
const wholeBody = z.object({
  properties: z.object({
    connectionType: z.object({ name: z.string().min(1) }),
    fieldDefinitionValues,
    description: optionalText,
  }),
});
const partBody = z.object({ properties: z.object({ fieldDefinitionValues, description: optionalText }) });

const nameOf = (context: RouteContext): string => context.path['name'] ?? '';

export function connectionRoutes({ assets: { connections } }: Automation): Route[] {
  const kind = 'Microsoft.Automation/automationAccounts/connections';
  const path = `${accountPath}/connections/:name`;
  return [
    {
      method: 'GET',
      path: `${accountPath}/connections`,
      action: `${kind}/read`,
      handle: async (context) => {
        const account = await context.account();
        return listOf(context, await connections.list(account.id, skipToken(context)), (each) =>
          showConnection(account, each),
        );
      },
    },
    {
      method: 'GET',
      path,
      action: `${kind}/read`,
      handle: async (context) => {
        const account = await context.account();
        return showConnection(account, await connections.get(account.id, nameOf(context)));
      },
    },
    {
      method: 'PUT',
      path,
      action: `${kind}/write`,
      handle: async (context) => {
        const account = await context.account();
        const { properties } = readBody(context, wholeBody);
        const { connection, created } = await connections.put(
          account,
          nameOf(context),
          {
            connectionType: properties.connectionType.name,
            fieldValues: properties.fieldDefinitionValues,
            description: properties.description,
          },
          context.actor,
        );
        context.reply.code(created ? 201 : 200);
        return showConnection(account, connection);
      },
    },
    {
      method: 'PATCH',
      path,
      action: `${kind}/write`,
      handle: async (context) => {
        const account = await context.account();
        const { fieldDefinitionValues: fieldValues, description } = readBody(context, partBody).properties;
        const input = { fieldValues, description };
        return showConnection(
          account,
          await connections.update(account, nameOf(context), input, context.actor),
        );
      },
    },
    {
      method: 'DELETE',
      path,
      action: `${kind}/delete`,
      handle: async (context) => {
        await connections.remove(await context.account(), nameOf(context), context.actor);
        return undefined;
      },
    },
  ];
}
