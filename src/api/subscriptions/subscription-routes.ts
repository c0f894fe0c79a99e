import type { Route } from '../http/routes.ts';

/** The least of Resource Manager that clients ask before they come to accounts. */
export function subscriptionRoutes(subscriptionId: string, tenantId: string): Route[] {
  const show = () => ({
    id: `/subscriptions/${subscriptionId}`,
    subscriptionId,
    tenantId,
    displayName: 'Tenantry',
    state: 'Enabled',
    authorizationSource: 'RoleBased',
    subscriptionPolicies: { spendingLimit: 'Off' },
  });
  const tenant = { id: `/tenants/${tenantId}`, tenantId, tenantCategory: 'Home', displayName: 'Tenantry' };
  return [
    {
      operation: 'Tenants_List',
      method: 'GET',
      path: '/tenants',
      action: 'Microsoft.Resources/tenants/read',
      // Who may work in an account alone must find its subscription.
      anywhere: 'any role',
      handle: async () => ({ value: [tenant] }),
    },
    {
      operation: 'Subscriptions_List',
      method: 'GET',
      path: '/subscriptions',
      action: 'Microsoft.Resources/subscriptions/read',
      anywhere: 'any role',
      handle: async () => ({ value: [show()], count: { type: 'Total', value: 1 } }),
    },
    {
      operation: 'Subscriptions_Get',
      method: 'GET',
      path: '/subscriptions/:subscription',
      action: 'Microsoft.Resources/subscriptions/read',
      handle: async () => show(),
    },
    {
      operation: 'Subscriptions_ListLocations',
      method: 'GET',
      path: '/subscriptions/:subscription/locations',
      action: 'Microsoft.Resources/subscriptions/locations/read',
      handle: async () => ({
        value: [
          {
            id: `/subscriptions/${subscriptionId}/locations/local`,
            name: 'local',
            type: 'Region',
            displayName: 'Local',
            regionalDisplayName: 'Local',
          },
        ],
      }),
    },
  ];
}
