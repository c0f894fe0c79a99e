import { z } from 'zod';

import type { Automation } from '#automation';

import { optionalText, readBody } from '../http/body.ts';
import { listOf, skipToken } from '../http/paging.ts';
import { type Route, type RouteContext, accountPath } from '../http/routes.ts';
import { showCredential } from '../http/shapes.ts';

const wholeBody = z.object({
  properties: z.object({ userName: z.string().min(1), password: z.string(), description: optionalText }),
});
const partBody = z.object({
  properties: z.object({ userName: optionalText, password: optionalText, description: optionalText }),
});

const nameOf = (context: RouteContext): string => context.path['name'] ?? '';

export function credentialRoutes({ assets: { credentials } }: Automation): Route[] {
  const kind = 'Microsoft.Automation/automationAccounts/credentials';
  const path = `${accountPath}/credentials/:name`;
  return [
    {
      method: 'GET',
      path: `${accountPath}/credentials`,
      action: `${kind}/read`,
      handle: async (context) => {
        const account = await context.account();
        return listOf(context, await credentials.list(account.id, skipToken(context)), (each) =>
          showCredential(account, each),
        );
      },
    },
    {
      method: 'GET',
      path,
      action: `${kind}/read`,
      handle: async (context) => {
        const account = await context.account();
        return showCredential(account, await credentials.get(account.id, nameOf(context)));
      },
    },
    {
      method: 'PUT',
      path,
      action: `${kind}/write`,
      handle: async (context) => {
        const account = await context.account();
        const { properties } = readBody(context, wholeBody);
        const { credential, created } = await credentials.put(
          account,
          nameOf(context),
          properties,
          context.actor,
        );
        context.reply.code(created ? 201 : 200);
        return showCredential(account, credential);
      },
    },
    {
      method: 'PATCH',
      path,
      action: `${kind}/write`,
      handle: async (context) => {
        const account = await context.account();
        const { properties } = readBody(context, partBody);
        return showCredential(
          account,
          await credentials.update(account, nameOf(context), properties, context.actor),
        );
      },
    },
    {
      method: 'DELETE',
      path,
      action: `${kind}/delete`,
      handle: async (context) => {
        await credentials.remove(await context.account(), nameOf(context), context.actor);
        return undefined;
      },
    },
  ];
}
