import { z } from 'zod';

import type { Automation, ResourceGroup } from '#automation';

import { optionalText, readBody, tags } from '../http/body.ts';
import { type Route, type RouteContext, groupPath } from '../http/routes.ts';

const body = z.object({ location: optionalText, tags });
const kind = 'Microsoft.Resources/subscriptions/resourceGroups';

const show = ({ subscriptionId, name, location, tags: labels }: ResourceGroup) => ({
  id: `/subscriptions/${subscriptionId}/resourceGroups/${name}`,
  name,
  type: 'Microsoft.Resources/resourceGroups',
  location,
  tags: labels,
  properties: { provisioningState: 'Succeeded' },
});

export function resourceGroupRoutes({ resourceGroups }: Automation): Route[] {
  const placeOf = ({ path }: RouteContext) => [path['subscription'] ?? '', path['group'] ?? ''] as const;
  const put = async (context: RouteContext) => {
    const { location, tags: labels } = readBody(context, body);
    return resourceGroups.put(...placeOf(context), { location, tags: labels }, context.actor);
  };
  return [
    {
      operation: 'ResourceGroups_List',
      method: 'GET',
      path: '/subscriptions/:subscription/resourcegroups',
      action: `${kind}/read`,
      anywhere: true,
      async handle({ path, whereMay }) {
        const visible = await whereMay(`${kind}/read`);
        const all = await resourceGroups.list(path['subscription'] ?? '');
        return { value: all.map(show).filter(({ id }) => visible(id)) };
      },
    },
    {
      operation: 'ResourceGroups_CheckExistence',
      method: 'HEAD',
      path: groupPath,
      action: `${kind}/read`,
      async handle(context) {
        await resourceGroups.get(...placeOf(context));
        context.reply.code(204);
      },
    },
    {
      operation: 'ResourceGroups_Get',
      method: 'GET',
      path: groupPath,
      action: `${kind}/read`,
      handle: async (context) => show(await resourceGroups.get(...placeOf(context))),
    },
    {
      operation: 'ResourceGroups_CreateOrUpdate',
      method: 'PUT',
      path: groupPath,
      action: `${kind}/write`,
      body,
      async handle(context) {
        const { group, created } = await put(context);
        context.reply.code(created ? 201 : 200);
        return show(group);
      },
    },
    {
      operation: 'ResourceGroups_Update',
      method: 'PATCH',
      path: groupPath,
      action: `${kind}/write`,
      body,
      async handle(context) {
        await resourceGroups.get(...placeOf(context));
        return show((await put(context)).group);
      },
    },
    {
      operation: 'ResourceGroups_Delete',
      method: 'DELETE',
      path: groupPath,
      action: `${kind}/delete`,
      answers: { 200: 'nothing', 204: 'nothing' },
      async handle(context) {
        const removed = await resourceGroups.remove(...placeOf(context), context.actor);
        context.reply.code(removed ? 200 : 204);
      },
    },
  ];
}
