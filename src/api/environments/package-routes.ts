import { z } from 'zod';

import type { Automation, PackageOwner } from '#automation';
import { isProblem, problem } from '#kernel';

import { above, accepted } from '../http/accepted.ts';
import { contentLink } from '../http/content-link.ts';
import { readBody, readFile } from '../http/body.ts';
import { listOf, skipToken } from '../http/paging.ts';
import { type Route, type RouteContext, accountPath } from '../http/routes.ts';
import { showPackage } from './show-environment.ts';

const body = z.object({
  properties: z.object({ contentLink }).partial().nullish(),
});

/** Ours: what the import of modules takes, for an environment. */
const importBody = z.object({
  properties: z.object({
    import: z
      .array(
        z.object({
          name: z.string().min(1),
          version: z.string().default(''),
          prerelease: z.boolean().default(false),
          feed: z.string().optional(),
        }),
      )
      .min(1),
  }),
});

/** The two addresses that packages have: below an environment, and of the account for Python. */
const places = [
  {
    group: 'Package',
    listedBy: 'RuntimeEnvironment',
    path: `${accountPath}/runtimeenvironments/:environment/packages`,
    kind: 'Microsoft.Automation/automationAccounts/runtimeEnvironments/packages',
    ownerOf: ({ path }: RouteContext): PackageOwner => ({ environment: path['environment'] ?? '' }),
    gone: 204,
  },
  {
    group: 'Python3Package',
    listedBy: 'AutomationAccount',
    path: `${accountPath}/python3packages`,
    kind: 'Microsoft.Automation/automationAccounts/python3Packages',
    ownerOf: (): PackageOwner => 'python3Packages',
    gone: 404,
  },
] as const;

export function packageRoutes(automation: Automation): Route[] {
  return [...places.flatMap((place) => routesOf(automation, place)), importRoute(automation)];
}

/** From feeds, with what it requires; the environment is then built with all of it at once. */
function importRoute({ environmentFeeds, environmentPackages }: Automation): Route {
  return {
    operation: 'Tenantry_ImportPackages',
    method: 'POST',
    path: `${places[0].path.replace(/packages$/, 'importpackages')}`,
    action: `${places[0].kind}/write`,
    body: importBody,
    answers: { 202: 'json' },
    handle: async (context) => {
      const account = await context.account();
      const owner = { environment: context.path['environment'] ?? '' };
      const wanted = readBody(context, importBody).properties.import.map(({ feed, ...each }) => ({
        ...each,
        ...(feed !== undefined && { feed }),
      }));
      const names = await environmentFeeds.add(account, owner.environment, wanted, context.actor);
      const added = await Promise.all(names.map((name) => environmentPackages.get(account.id, owner, name)));
      accepted(context, above);
      return { value: added.map((each) => showPackage(account, owner, each)) };
    },
  };
}

function routesOf(
  { environmentPackages: packages }: Automation,
  { group, listedBy, path, kind, ownerOf, gone }: (typeof places)[number],
): Route[] {
  const one = `${path}/:name`;
  const nameOf = (context: RouteContext): string => context.path['name'] ?? '';
  const put = (method: 'PUT' | 'PATCH'): Route => ({
    operation: `${group}_${method === 'PUT' ? 'CreateOrUpdate' : 'Update'}`,
    method,
    path: one,
    action: `${kind}/write`,
    body,
    answers: { 200: 'json', 201: 'json' },
    handle: async (context) => {
      const account = await context.account();
      const owner = ownerOf(context);
      if (method === 'PATCH') await packages.get(account.id, owner, nameOf(context));
      const input = { contentLink: readBody(context, body).properties?.contentLink };
      const done = await packages.put(account, owner, nameOf(context), input, context.actor);
      context.reply.code(done.created ? 201 : 200);
      return showPackage(account, owner, done.package);
    },
  });
  return [
    {
      operation: `${group}_ListBy${listedBy}`,
      method: 'GET',
      path,
      action: `${kind}/read`,
      pages: true,
      handle: async (context) => {
        const account = await context.account();
        const owner = ownerOf(context);
        const page = await packages.list(account.id, owner, skipToken(context));
        return listOf(context, page, (each) => showPackage(account, owner, each));
      },
    },
    {
      operation: `${group}_Get`,
      method: 'GET',
      path: one,
      action: `${kind}/read`,
      handle: async (context) => {
        const account = await context.account();
        const owner = ownerOf(context);
        return showPackage(account, owner, await packages.get(account.id, owner, nameOf(context)));
      },
    },
    put('PUT'),
    put('PATCH'),
    {
      operation: `${group}_Delete`,
      method: 'DELETE',
      path: one,
      action: `${kind}/delete`,
      answers: gone === 204 ? { 200: 'nothing', 204: 'nothing' } : { 200: 'nothing' },
      handle: async (context) => {
        try {
          await packages.remove(await context.account(), ownerOf(context), nameOf(context), context.actor);
        } catch (error) {
          if (gone === 404 || !isProblem(error, 'EnvironmentPackageNotFound')) throw error;
          context.reply.code(gone);
        }
        return undefined;
      },
    },
    {
      // Ours, beside Azure's: the file itself. The package is then polled, as after a PUT with a link in Azure.
      operation: `Tenantry_Put${group}Content`,
      method: 'PUT',
      path: `${one}/content`,
      action: `${kind}/write`,
      body: 'file',
      answers: { 202: 'json' },
      handle: async (context) => {
        const account = await context.account();
        const owner = ownerOf(context);
        const file = readFile(context);
        if (file === undefined) throw problem('PackageEmpty');
        const kept = await packages.putContent(account, owner, nameOf(context), file, context.actor);
        accepted(context, above);
        return showPackage(account, owner, kept);
      },
    },
  ];
}
