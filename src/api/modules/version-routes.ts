import type { Automation } from '#automation';

import { type Route, type RouteContext, accountPath } from '../http/routes.ts';
import { showVersion } from './show-module.ts';

const kind = 'Microsoft.Automation/automationAccounts/modules';
const versions = `${accountPath}/modules/:name/versions`;

/** Ours, beside Azure's: the versions of a module, and which of them jobs load. */
export function versionRoutes({ moduleVersions }: Automation): Route[] {
  const nameOf = ({ path }: RouteContext): string => path['name'] ?? '';
  const versionOf = ({ path }: RouteContext): string => path['version'] ?? '';
  return [
    {
      operation: 'Tenantry_ListModuleVersions',
      method: 'GET',
      path: versions,
      action: `${kind}/read`,
      handle: async (context) => {
        const account = await context.account();
        const all = await moduleVersions.list(account.id, nameOf(context));
        return { value: all.map((version) => showVersion(account, nameOf(context), version)) };
      },
    },
    {
      operation: 'Tenantry_GetModuleVersion',
      method: 'GET',
      path: `${versions}/:version`,
      action: `${kind}/read`,
      handle: async (context) => {
        const account = await context.account();
        const version = await moduleVersions.get(account.id, nameOf(context), versionOf(context));
        return showVersion(account, nameOf(context), version);
      },
    },
    {
      operation: 'Tenantry_MakeModuleVersionDefault',
      method: 'POST',
      path: `${versions}/:version/makedefault`,
      action: `${kind}/write`,
      handle: async (context) => {
        const account = await context.account();
        const [name, wanted] = [nameOf(context), versionOf(context)];
        return showVersion(
          account,
          name,
          await moduleVersions.makeDefault(account, name, wanted, context.actor),
        );
      },
    },
    {
      operation: 'Tenantry_DeleteModuleVersion',
      method: 'DELETE',
      path: `${versions}/:version`,
      action: `${kind}/delete`,
      handle: async (context) => {
        const account = await context.account();
        await moduleVersions.remove(account, nameOf(context), versionOf(context), context.actor);
        return undefined;
      },
    },
  ];
}
