import { z } from 'zod';

import { type Account, type Automation, armId } from '#automation';

import { optionalText, readBody, tags } from '../http/body.ts';
import { type Route, type RouteContext, accountPath, groupPath } from '../http/routes.ts';
import { showAccount } from '../http/shapes.ts';
import { accountIdentity, identityChange } from './account-identity.ts';

const body = z.object({
  location: optionalText,
  tags,
  identity: accountIdentity,
  // Ours: hosts beyond Microsoft's that jobs of the account may call.
  properties: z.object({ allowedHosts: z.array(z.string()).max(100).nullish() }).nullish(),
});

const inputOf = async (context: RouteContext, whole: boolean) => {
  const { location, tags, properties, identity } = readBody(context, body);
  const change = await identityChange(context, identity, whole);
  return { location, tags, allowedHosts: properties?.allowedHosts ?? undefined, identity: change };
};

/** Workers and agents of Azure look for it at the account. */
function shown({ reply }: RouteContext, account: Account): unknown {
  reply.header('ocp-automation-accountid', account.id);
  return showAccount(account);
}

const pathOf = ({ path }: RouteContext) => ({
  subscriptionId: path['subscription'] ?? '',
  resourceGroup: path['group'] ?? '',
  name: path['account'] ?? '',
});

export function accountRoutes({ accounts, resourceGroups }: Automation): Route[] {
  const kind = 'Microsoft.Automation/automationAccounts';
  return [
    {
      operation: 'AutomationAccount_Get',
      method: 'GET',
      path: accountPath,
      action: `${kind}/read`,
      handle: async (context) => shown(context, await context.account()),
    },
    {
      operation: 'AutomationAccount_CreateOrUpdate',
      method: 'PUT',
      path: accountPath,
      action: `${kind}/write`,
      body,
      handle: async (context) => {
        const input = await inputOf(context, true);
        const { account, created } = await accounts.put(pathOf(context), input, context.actor);
        context.reply.code(created ? 201 : 200);
        return shown(context, account);
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
        const { tags = before.tags, ...input } = await inputOf(context, false);
        const { account } = await accounts.put(pathOf(context), { ...input, tags }, context.actor);
        return shown(context, account);
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
    {
      // Azure keeps deleted accounts for a while; here what is deleted is gone.
      operation: 'DeletedAutomationAccounts_ListBySubscription',
      method: 'GET',
      path: '/subscriptions/:subscription/providers/microsoft.automation/deletedautomationaccounts',
      action: 'Microsoft.Automation/deletedAutomationAccounts/read',
      handle: async () => ({ value: [] }),
    },
    ...['/subscriptions/:subscription', groupPath].map((scope): Route => ({
      operation: scope === groupPath ? 'AutomationAccount_ListByResourceGroup' : 'AutomationAccount_List',
      method: 'GET',
      path: `${scope}/providers/microsoft.automation/automationaccounts`,
      action: `${kind}/read`,
      anywhere: true,
      async handle({ path: { subscription = '', group }, whereMay }) {
        const visible = await whereMay(`${kind}/read`);
        // Only who may read there learns that there is no such group.
        if (group !== undefined && visible(`/subscriptions/${subscription}/resourceGroups/${group}`))
          await resourceGroups.get(subscription, group);
        const all = await accounts.list(subscription, group);
        return { value: all.filter((account) => visible(armId(account))).map(showAccount) };
      },
    })),
  ];
}
