import type { Automation } from '#automation';

import { type Route, groupPath } from '../http/routes.ts';

/** The least of Resource Manager that clients ask before they come to accounts. */
export function subscriptionRoutes({ accounts }: Automation, subscriptionId: string): Route[] {
  const show = () => ({
    id: `/subscriptions/${subscriptionId}`,
    subscriptionId,
    displayName: 'Tenantry',
    state: 'Enabled',
  });
  const showGroup = (name: string) => ({
    id: `/subscriptions/${subscriptionId}/resourceGroups/${name}`,
    name,
    type: 'Microsoft.Resources/resourceGroups',
    location: 'local',
    properties: { provisioningState: 'Succeeded' },
  });
  return [
    {
      method: 'GET',
      path: '/subscriptions/:subscription',
      action: 'Microsoft.Resources/subscriptions/read',
      handle: async () => show(),
    },
    {
      method: 'GET',
      path: '/subscriptions/:subscription/resourcegroups',
      action: 'Microsoft.Resources/subscriptions/resourceGroups/read',
      handle: async () => {
        const groups = new Set(
          (await accounts.list(subscriptionId)).map(({ resourceGroup }) => resourceGroup),
        );
        return { value: [...groups].map(showGroup) };
      },
    },
    {
      method: 'GET',
      path: groupPath,
      action: 'Microsoft.Resources/subscriptions/resourceGroups/read',
      handle: async ({ path }) => showGroup(path['group'] ?? ''),
    },
  ];
}
