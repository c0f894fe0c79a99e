import type { Automation } from '#automation';
import { problem } from '#kernel';

import { type Route, groupPath } from '../http/routes.ts';

/** The least of Resource Manager that clients ask before they come to accounts. */
export function subscriptionRoutes({ accounts }: Automation, subscriptionId: string): Route[] {
  /** A group is there when something is in it: name in lower case → as it was written first. */
  const groups = async (): Promise<Map<string, string>> =>
    new Map(
      (await accounts.list(subscriptionId)).map(({ resourceGroup }) => [
        resourceGroup.toLowerCase(),
        resourceGroup,
      ]),
    );
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
      path: '/subscriptions',
      action: 'Microsoft.Resources/subscriptions/read',
      anywhere: true,
      handle: async () => ({ value: [show()], count: { type: 'Total', value: 1 } }),
    },
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
      handle: async () => ({ value: [...(await groups()).values()].map(showGroup) }),
    },
    {
      method: 'GET',
      path: groupPath,
      action: 'Microsoft.Resources/subscriptions/resourceGroups/read',
      handle: async ({ path: { group = '' } }) => {
        const name = (await groups()).get(group.toLowerCase());
        if (name === undefined) throw problem('ResourceGroupNotFound', { group });
        return showGroup(name);
      },
    },
  ];
}
