import { z } from 'zod';

import type { Automation } from '#automation';

import { optionalFlag, optionalText, readBody } from '../http/body.ts';
import { listOf, skipToken } from '../http/paging.ts';
import { type Route, type RouteContext, accountPath } from '../http/routes.ts';
import { showVariable } from '../http/shapes.ts';

const variableBody = z.object({
  properties: z.object({ value: optionalText, isEncrypted: optionalFlag, description: optionalText }),
});

const nameOf = (context: RouteContext): string => context.path['name'] ?? '';

export function variableRoutes({ assets: { variables } }: Automation): Route[] {
  const kind = 'Microsoft.Automation/automationAccounts/variables';
  const path = `${accountPath}/variables/:name`;
  return [
    {
      method: 'GET',
      path: `${accountPath}/variables`,
      action: `${kind}/read`,
      handle: async (context) => {
        const account = await context.account();
        return listOf(context, await variables.list(account.id, skipToken(context)), (each) =>
          showVariable(account, each),
        );
      },
    },
    {
      method: 'GET',
      path,
      action: `${kind}/read`,
      handle: async (context) => {
        const account = await context.account();
        return showVariable(account, await variables.get(account.id, nameOf(context)));
      },
    },
    {
      method: 'PUT',
      path,
      action: `${kind}/write`,
      handle: async (context) => {
        const account = await context.account();
        const { properties } = readBody(context, variableBody);
        const { variable, created } = await variables.put(
          account,
          nameOf(context),
          properties,
          context.actor,
        );
        context.reply.code(created ? 201 : 200);
        return showVariable(account, variable);
      },
    },
    {
      method: 'PATCH',
      path,
      action: `${kind}/write`,
      handle: async (context) => {
        const account = await context.account();
        const { properties } = readBody(context, variableBody);
        return showVariable(
          account,
          await variables.update(account, nameOf(context), properties, context.actor),
        );
      },
    },
    {
      method: 'DELETE',
      path,
      action: `${kind}/delete`,
      handle: async (context) => {
        await variables.remove(await context.account(), nameOf(context), context.actor);
        return undefined;
      },
    },
  ];
}
