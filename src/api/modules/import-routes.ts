import { z } from 'zod';

import { type Account, type Automation, type GalleryImport, type ImportRequest, armId } from '#automation';

import { accepted } from '../http/accepted.ts';
import { optionalFlag, optionalText, readBody } from '../http/body.ts';
import { type Route, type RouteContext, accountPath } from '../http/routes.ts';

const kind = 'Microsoft.Automation/automationAccounts/modules';
const imports = `${accountPath}/moduleimports`;

const wanted = z
  .object({ name: z.string().max(128), version: optionalText, prerelease: optionalFlag, feed: optionalText })
  .transform(({ name, version = '', prerelease = false, feed }) => ({
    name,
    version,
    prerelease,
    ...(feed !== undefined && { feed }),
  }));
const request = z.union([
  z.object({ import: z.array(wanted).min(1).max(50) }),
  z.object({ update: z.array(z.string().max(128)).max(200) }),
]);
const body = z.object({ properties: z.intersection(request, z.object({ apply: optionalFlag })) });

/** Ours: modules from feeds, with what they require; and what an import would change, before it does. */
export function importRoutes({ galleryImports }: Automation): Route[] {
  const idOf = ({ path }: RouteContext): string => path['id'] ?? '';
  return [
    {
      operation: 'Tenantry_PlanModuleImport',
      method: 'POST',
      path: `${imports}/plan`,
      // It changes nothing, and yet it makes this server call feeds.
      action: `${kind}/write`,
      body,
      handle: async (context) => {
        const account = await context.account();
        return { properties: await galleryImports.plan(account.id, requestOf(context)) };
      },
    },
    {
      operation: 'Tenantry_BeginModuleImport',
      method: 'POST',
      path: imports,
      action: `${kind}/write`,
      body,
      answers: { 202: 'json' },
      handle: async (context) => {
        const account = await context.account();
        const { apply: applies = true } = readBody(context, body).properties;
        const begun = await galleryImports.begin(account, requestOf(context), context.actor, { applies });
        accepted(context, (path) => `${path}/${begun.id}`);
        return show(account, begun);
      },
    },
    {
      operation: 'Tenantry_GetModuleImport',
      method: 'GET',
      path: `${imports}/:id`,
      action: `${kind}/read`,
      handle: async (context) => {
        const account = await context.account();
        return show(account, await galleryImports.get(account.id, idOf(context)));
      },
    },
    {
      operation: 'Tenantry_ApplyModuleImport',
      method: 'POST',
      path: `${imports}/:id/apply`,
      action: `${kind}/write`,
      handle: async (context) => {
        const account = await context.account();
        return show(account, await galleryImports.apply(account, idOf(context), context.actor));
      },
    },
    {
      operation: 'Tenantry_DiscardModuleImport',
      method: 'DELETE',
      path: `${imports}/:id`,
      action: `${kind}/write`,
      handle: async (context) => {
        await galleryImports.discard((await context.account()).id, idOf(context));
        return undefined;
      },
    },
  ];
}

function requestOf(context: RouteContext): ImportRequest {
  const { properties } = readBody(context, body);
  return 'import' in properties
    ? { kind: 'import', wanted: properties.import }
    : { kind: 'update', names: properties.update };
}

function show(
  account: Account,
  { id, state, error, items, present, changes, createdAt }: GalleryImport,
): unknown {
  return {
    id: `${armId(account)}/moduleImports/${id}`,
    name: id,
    type: 'Microsoft.Automation/AutomationAccounts/ModuleImports',
    properties: {
      provisioningState: state,
      error: error ?? { code: null, message: null },
      imports: items.map(({ versionId: _versionId, ...item }) => item),
      present,
      changes,
      creationTime: createdAt.toISOString(),
    },
  };
}
