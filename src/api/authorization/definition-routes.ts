import { findRole, roleNames, roles, type RoleName } from '#automation';
import { problem } from '#kernel';

import type { Route } from '../http/routes.ts';
import { scopes } from './scopes.ts';

const kind = 'Microsoft.Authorization/roleDefinitions';

/** The built-in roles. They are the same at every scope. */
export function definitionRoutes(): Route[] {
  return ['', ...scopes].flatMap((scope): Route[] => {
    const collection = `${scope}/providers/microsoft.authorization/roledefinitions`;
    const shared: Pick<Route, 'method' | 'action' | 'anywhere' | 'alias'> = {
      method: 'GET',
      action: `${kind}/read`,
      ...(scope === '' ? { anywhere: true as const } : { alias: true as const }),
    };
    return [
      {
        ...shared,
        operation: 'RoleDefinitions_List',
        filter: ['type eq', 'roleName eq'],
        path: collection,
        handle: async ({ query }) => ({ value: named(query['$filter']).map(show) }),
      },
      {
        ...shared,
        operation: 'RoleDefinitions_Get',
        path: `${collection}/:definition`,
        handle: async ({ path }) => show(find(path['definition'] ?? '')),
      },
    ];
  });
}

function find(id: string): RoleName {
  const name = findRole(id);
  if (name === undefined) throw problem('RoleUnknown', { role: id, roles: roleNames.join(', ') });
  return name;
}

function named(filter: string | undefined): readonly RoleName[] {
  if (filter === undefined || filter === '' || /^type\s+eq\s+'BuiltInRole'$/i.test(filter)) return roleNames;
  const [, wanted] = /^roleName\s+eq\s+'([^']+)'$/i.exec(filter) ?? [];
  if (wanted === undefined) throw problem('RoleFilterInvalid', { filter });
  return roleNames.filter((name) => name.toLowerCase() === wanted.toLowerCase());
}

function show(name: RoleName) {
  const { id, description, actions, ...rest } = roles[name];
  return {
    id: `/providers/${kind}/${id}`,
    name: id,
    type: kind,
    properties: {
      roleName: name,
      type: 'BuiltInRole',
      description,
      assignableScopes: ['/'],
      permissions: [
        {
          actions,
          notActions: 'notActions' in rest ? rest.notActions : [],
          dataActions: [],
          notDataActions: [],
        },
      ],
    },
  };
}
