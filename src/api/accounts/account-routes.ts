import { z } from 'zod';

import { type Automation, armId } from '#automation';

import { optionalText, readBody, tags } from '../http/body.ts';
import { type Route, type RouteContext, accountPath, groupPath } from '../http/routes.ts';
import { showAccount } from '../http/shapes.ts';

const body = z.object({
  location: optionalText,
  tags,
  // Ours: hosts beyond Microsoft's that jobs of the account may call.
  properties: z.object({ allowedHosts: z.array(z.string()).max(100).nullish() }).nullish(),
});

const inputOf = (context: RouteContext) => {
  const { location, tags, properties } = readBody(context, body);
  return { location, tags, allowedHosts: properties?.allowedHosts ?? undefined };
};

const pathOf = ({ path }: RouteContext) => ({
  subscriptionId: path['subscription'] ?? '',
  resourceGroup: path['group'] ?? '',
  name: path['account'] ?? '',
});

export function accountRoutes({ accounts }: Automation): Route[] {
  const kind = 'Microsoft.Automation/automationAccounts';
  return [
    {
      operation: 'AutomationAccount_Get',
      method: 'GET',
      path: accountPath,
      action: `${kind}/read`,
      handle: async (context) => {
        const account = await context.account();
        context.reply.header('ocp-automation-accountid', account.id);
        return showAccount(account);
      },
    },
    {
      operation: 'AutomationAccount_CreateOrUpdate',
      method: 'PUT',
      path: accountPath,
      action: `${kind}/write`,
      body,
      handle: async (context) => {
        const { account, created } = await accounts.put(pathOf(context), inputOf(context), context.actor);
        context.reply.code(created ? 201 : 200);
        return showAccount(account);
      },
    },
    {
      operation: 'AutomationAccount_Update',
      method: 'PATCH',
      path: accountPath,
      action: `${kind}/write`,
      body,
      handle: async (context) => {
        const before = await context.account();
        const { tags = before.tags, allowedHosts } = inputOf(context);
        const { account } = await accounts.put(pathOf(context), { tags, allowedHosts }, context.actor);
        return showAccount(account);
      },
    },
    {
      operation: 'AutomationAccount_Delete',
      method: 'DELETE',
      path: accountPath,
      action: `${kind}/delete`,
      answers: { 200: 'nothing', 204: 'nothing' },
      handle: async (context) => {
        const removed = await accounts.remove(pathOf(context), context.actor);
        context.reply.code(removed ? 200 : 204);
        return undefined;
      },
    },
    ...['/subscriptions/:subscription', groupPath].map((scope): Route => ({
      operation: scope === groupPath ? 'AutomationAccount_ListByResourceGroup' : 'AutomationAccount_List',
      method: 'GET',
      path: `${scope}/providers/microsoft.automation/automationaccounts`,
      action: `${kind}/read`,
      anywhere: true,
      async handle({ path, whereMay }) {
        const visible = await whereMay(`${kind}/read`);
        const all = await accounts.list(path['subscription'] ?? '', path['group']);
        return { value: all.filter((account) => visible(armId(account))).map(showAccount) };
      },
    })),
  ];
}
