import { z } from 'zod';

import type { Automation } from '#automation';
import { problem } from '#kernel';

import { above, accepted } from '../http/accepted.ts';
import { assetRoutes } from '../http/asset-routes.ts';
import { optionalText, readBody, readFile, tags } from '../http/body.ts';
import { contentLink } from '../http/content-link.ts';
import { type Route, accountPath } from '../http/routes.ts';
import { type ModuleCollection, moduleCollections, showModule } from './show-module.ts';

const properties = z.object({ contentLink }).nullish();
const body = z.object({ location: optionalText, tags, properties });

const operationGroups = { modules: 'Module', powerShell72Modules: 'PowerShell72Module' } as const;

export function moduleRoutes(automation: Automation): Route[] {
  return moduleCollections.flatMap((collection) => [
    ...ofCollection(automation, collection),
    contentRoute(automation, collection),
  ]);
}

function ofCollection({ modules }: Automation, collection: ModuleCollection): Route[] {
  return assetRoutes({
    group: operationGroups[collection],
    collection,
    assets: modules,
    show: (account, module) => showModule(account, module, collection),
    bodies: { put: body, patch: body },
    async put({ context, account, name, actor }) {
      const { location, tags, properties } = readBody(context, body);
      const input = { location, tags, contentLink: properties?.contentLink };
      const { module: asset, created } = await modules.put(account, name, input, actor);
      return { asset, created };
    },
    async patch({ context, account, name, actor }) {
      const { tags, properties } = readBody(context, body);
      return modules.update(account, name, { tags, contentLink: properties?.contentLink }, actor);
    },
  });
}

/** Ours, beside Azure's: the package itself. The module is then polled, as after a PUT with a link in Azure. */
function contentRoute({ modules }: Automation, collection: ModuleCollection): Route {
  return {
    operation: `Tenantry_Put${operationGroups[collection]}Content`,
    method: 'PUT',
    path: `${accountPath}/${collection}/:name/content`,
    action: `Microsoft.Automation/automationAccounts/${collection}/write`,
    body: 'file',
    answers: { 202: 'json' },
    handle: async (context) => {
      const account = await context.account();
      const file = readFile(context);
      if (file === undefined) throw problem('PackageEmpty');
      const module = await modules.putContent(account, context.path['name'] ?? '', file, context.actor);
      accepted(context, above);
      return showModule(account, module, collection);
    },
  };
}
