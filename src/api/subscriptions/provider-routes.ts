import { problem } from '#kernel';

import type { Route } from '../http/routes.ts';
import { knownApiVersions, typeOf } from '../http/api-version.ts';
import { isWithin, versionsOf } from '../http/version-ranges.ts';

/** Namespaces that something is served of. Clients register them before they use them, and here they always are. */
const namespaces = [
  'Microsoft.Automation',
  'Microsoft.Authorization',
  'Microsoft.ManagedIdentity',
  'Microsoft.Resources',
] as const;

const location = 'local';
const read = 'Microsoft.Resources/subscriptions/providers/read';

/** Resource Manager's directory of providers. `routes` are what the others serve: operations and types come from them. */
export function providerRoutes(routes: readonly Route[]): Route[] {
  const actions = [...new Set(routes.map(({ action }) => action))].toSorted();

  function show(namespace: string, subscription: string) {
    const ofNamespace = routes.filter(({ action }) => action.startsWith(`${namespace}/`));
    const types = Map.groupBy(ofNamespace, ({ action }) => typeOf(action));
    return {
      id: `/subscriptions/${subscription}/providers/${namespace}`,
      namespace,
      registrationState: 'Registered',
      registrationPolicy: 'RegistrationRequired',
      resourceTypes: [...types.keys()].toSorted().map((resourceType) => ({
        resourceType,
        locations: [location],
        // Tools take the newest one that is told here.
        apiVersions: knownApiVersions
          .filter((version) => types.get(resourceType)?.some((route) => isWithin(version, versionsOf(route))))
          .toReversed(),
      })),
    };
  }

  function find(name: string): string {
    const namespace = namespaces.find((each) => each.toLowerCase() === name.toLowerCase());
    if (namespace === undefined)
      throw problem('ProviderUnknown', { namespace: name, known: namespaces.join(', ') });
    return namespace;
  }

  return [
    {
      operation: 'Providers_List',
      method: 'GET',
      path: '/subscriptions/:subscription/providers',
      action: read,
      handle: async ({ path }) => ({
        value: namespaces.map((each) => show(each, path['subscription'] ?? '')),
      }),
    },
    {
      operation: 'Providers_Get',
      method: 'GET',
      path: '/subscriptions/:subscription/providers/:namespace',
      action: read,
      handle: async ({ path }) => show(find(path['namespace'] ?? ''), path['subscription'] ?? ''),
    },
    {
      operation: 'Providers_Register',
      method: 'POST',
      path: '/subscriptions/:subscription/providers/:namespace/register',
      action: 'Microsoft.Resources/subscriptions/providers/register/action',
      handle: async ({ path }) => show(find(path['namespace'] ?? ''), path['subscription'] ?? ''),
    },
    {
      operation: 'Operations_List',
      method: 'GET',
      path: '/providers/microsoft.automation/operations',
      action: 'Microsoft.Automation/operations/read',
      anywhere: true,
      handle: async () => ({
        value: actions.filter((action) => action.startsWith('Microsoft.Automation/')).map(operation),
      }),
    },
  ];
}

function operation(name: string) {
  const [, ...parts] = name.split('/');
  return {
    name,
    display: {
      provider: 'Microsoft Automation',
      resource: parts.slice(0, -1).join('/'),
      operation: parts.at(-1),
    },
  };
}
