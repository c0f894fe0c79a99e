import type { PermissionRows } from './rows.ts';

/** Operations of organization. */
export const organizationPermissions: PermissionRows = [
  [
    'GET /organization',
    {
      application:
        'Organization.Read.All User.Read.All Directory.Read.All Organization.ReadWrite.All Directory.ReadWrite.All',
      delegated:
        'DeviceManagementServiceConfig.Read.All User.Read DeviceManagementConfiguration.Read.All DeviceManagementConfiguration.ReadWrite.All DeviceManagementServiceConfig.ReadWrite.All Directory.Read.All Organization.Read.All Organization.ReadWrite.All User.Read.All Directory.ReadWrite.All',
      note: 'application: the map marks a permission of Intune as least, the reference page does not',
    },
  ],
  [
    'GET /organization/{id}',
    {
      application:
        'Organization.Read.All User.Read.All Directory.Read.All Organization.ReadWrite.All Directory.ReadWrite.All',
      delegated:
        'User.Read Organization.Read.All Directory.Read.All Organization.ReadWrite.All User.Read.All Directory.ReadWrite.All',
      note: 'the map marks a permission of Intune as least, the reference page does not',
    },
  ],
  [
    'PATCH /organization/{id}',
    {
      application: 'Organization.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Organization.ReadWrite.All Directory.ReadWrite.All',
      note: 'reference page',
    },
  ],
  [
    'GET /subscribedSkus',
    {
      application:
        'LicenseAssignment.Read.All Directory.Read.All Organization.Read.All Directory.ReadWrite.All Organization.ReadWrite.All',
      delegated:
        'LicenseAssignment.Read.All Directory.Read.All Organization.Read.All Organization.ReadWrite.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /subscribedSkus/{id}',
    {
      application:
        'LicenseAssignment.Read.All Directory.Read.All Organization.Read.All Directory.ReadWrite.All Organization.ReadWrite.All',
      delegated:
        'LicenseAssignment.Read.All Directory.Read.All Organization.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /directory/subscriptions',
    {
      application:
        'Organization.Read.All Directory.Read.All Organization.ReadWrite.All Directory.ReadWrite.All',
      delegated:
        'Organization.Read.All Directory.Read.All Organization.ReadWrite.All Directory.ReadWrite.All',
      note: 'not in the map; believed',
    },
  ],
  [
    'GET /directory/subscriptions/{id}',
    {
      application:
        'Organization.Read.All Directory.Read.All Organization.ReadWrite.All Directory.ReadWrite.All',
      delegated:
        'Organization.Read.All Directory.Read.All Organization.ReadWrite.All Directory.ReadWrite.All',
      note: 'not in the map; believed',
    },
  ],
];
