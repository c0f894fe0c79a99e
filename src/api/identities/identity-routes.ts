import { z } from 'zod';

import { type Automation, type IdentityPath, type UserAssignedIdentity, identityArmId } from '#automation';

import { optionalText, readBody, tags } from '../http/body.ts';
import { type Route, type RouteContext, groupPath } from '../http/routes.ts';

const kind = 'Microsoft.ManagedIdentity/userAssignedIdentities';
const provider = 'providers/microsoft.managedidentity/userassignedidentities';

const body = z.object({
  location: optionalText,
  tags,
  properties: z
    .object({
      // Ours: permissions of Microsoft Graph that a new identity has, of those that a new account's own has.
      graphPermissions: z.array(z.string()).max(100).nullish(),
    })
    .nullish(),
});

function inputOf(context: RouteContext) {
  const { location, tags: labels, properties } = readBody(context, body);
  return { location, tags: labels, permissions: properties?.graphPermissions ?? undefined };
}

const pathOf = ({ path }: RouteContext): IdentityPath => ({
  subscriptionId: path['subscription'] ?? '',
  resourceGroup: path['group'] ?? '',
  name: path['identity'] ?? '',
});

function show(identity: UserAssignedIdentity): unknown {
  const { name, location, tags: labels, tenantId, principalId, clientId, permissions } = identity;
  return {
    id: identityArmId(identity),
    name,
    type: kind,
    location,
    tags: labels,
    properties: {
      tenantId,
      principalId,
      clientId,
      // Ours, beside Azure's.
      graphPermissions: permissions,
    },
  };
}

export function identityRoutes({ userAssignedIdentities: identities }: Automation): Route[] {
  const path = `${groupPath}/${provider}/:identity`;
  return [
    {
      operation: 'UserAssignedIdentities_Get',
      method: 'GET',
      path,
      action: `${kind}/read`,
      handle: async (context) => show(await identities.get(pathOf(context))),
    },
    {
      operation: 'UserAssignedIdentities_CreateOrUpdate',
      method: 'PUT',
      path,
      action: `${kind}/write`,
      body,
      async handle(context) {
        const { identity, created } = await identities.put(pathOf(context), inputOf(context), context.actor);
        context.reply.code(created ? 201 : 200);
        return show(identity);
      },
    },
    {
      operation: 'UserAssignedIdentities_Update',
      method: 'PATCH',
      path,
      action: `${kind}/write`,
      body,
      handle: async (context) =>
        show(await identities.update(pathOf(context), inputOf(context), context.actor)),
    },
    {
      operation: 'UserAssignedIdentities_Delete',
      method: 'DELETE',
      path,
      action: `${kind}/delete`,
      answers: { 200: 'nothing', 204: 'nothing' },
      async handle(context) {
        const removed = await identities.remove(pathOf(context), context.actor);
        context.reply.code(removed ? 200 : 204);
      },
    },
    ...['/subscriptions/:subscription', groupPath].map((scope): Route => ({
      operation:
        scope === groupPath
          ? 'UserAssignedIdentities_ListByResourceGroup'
          : 'UserAssignedIdentities_ListBySubscription',
      method: 'GET',
      path: `${scope}/${provider}`,
      action: `${kind}/read`,
      anywhere: true,
      async handle({ path: { subscription = '', group }, whereMay }) {
        const visible = await whereMay(`${kind}/read`);
        const all = await identities.list(subscription, group);
        return { value: all.filter((identity) => visible(identityArmId(identity))).map(show) };
      },
    })),
  ];
}
