import { z } from 'zod';

import type { Automation, Feed } from '#automation';

import { optionalText, readBody } from '../http/body.ts';
import type { Route } from '../http/routes.ts';

const kind = 'Tenantry.Gallery/feeds';
const feeds = '/subscriptions/:subscription/providers/tenantry.gallery/feeds';
const body = z.object({
  properties: z.object({
    url: z.string(),
    hosts: z.array(z.string()).max(50).default([]),
    allowPrivate: z.boolean().default(false),
    userName: optionalText,
    /** Goes in and never comes out. */
    password: optionalText,
  }),
});

/** Ours: the feeds of the installation. They are the subscription's, so that who has an account alone cannot add one. */
export function feedRoutes(automation: Automation): Route[] {
  return [
    {
      operation: 'Tenantry_ListFeeds',
      method: 'GET',
      path: feeds,
      action: `${kind}/read`,
      handle: async ({ path }) => ({
        value: (await automation.feeds.list()).map((feed) => show(path['subscription'] ?? '', feed)),
      }),
    },
    {
      operation: 'Tenantry_GetFeed',
      method: 'GET',
      path: `${feeds}/:name`,
      action: `${kind}/read`,
      handle: async ({ path }) =>
        show(path['subscription'] ?? '', await automation.feeds.get(path['name'] ?? '')),
    },
    {
      operation: 'Tenantry_PutFeed',
      method: 'PUT',
      path: `${feeds}/:name`,
      action: `${kind}/write`,
      body,
      handle: async (context) => {
        const { properties } = readBody(context, body);
        const { path, actor } = context;
        const { feed, created } = await automation.feeds.put(
          { name: path['name'] ?? '', ...properties },
          actor,
        );
        context.reply.code(created ? 201 : 200);
        return show(path['subscription'] ?? '', feed);
      },
    },
    {
      operation: 'Tenantry_DeleteFeed',
      method: 'DELETE',
      path: `${feeds}/:name`,
      action: `${kind}/delete`,
      handle: async ({ path, actor }) => {
        await automation.feeds.remove(path['name'] ?? '', actor);
        return undefined;
      },
    },
  ];
}

function show(subscription: string, { name, url, hosts, allowPrivate, userName }: Feed): unknown {
  return {
    id: `/subscriptions/${subscription}/providers/Tenantry.Gallery/feeds/${name}`,
    name,
    type: kind,
    properties: { url, hosts, allowPrivate, userName: userName ?? null },
  };
}
