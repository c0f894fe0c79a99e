import type { PermissionRows } from './rows.ts';

/** Operations of organization. */
export const organizationPermissions: PermissionRows = [
  [
    'GET /subscribedSkus',
    {
      application:
        'LicenseAssignment.Read.All Organization.Read.All Directory.Read.All Organization.ReadWrite.All Directory.ReadWrite.All',
      delegated:
        'LicenseAssignment.Read.All Directory.Read.All Organization.Read.All Organization.ReadWrite.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /subscribedSkus/{id}',
    {
      application:
        'LicenseAssignment.Read.All Organization.Read.All Directory.Read.All Organization.ReadWrite.All Directory.ReadWrite.All',
      delegated:
        'LicenseAssignment.Read.All Directory.Read.All Organization.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /organization',
    {
      application:
        'Organization.Read.All User.Read.All Directory.Read.All Organization.ReadWrite.All Directory.ReadWrite.All',
      delegated:
        'DeviceManagementServiceConfig.Read.All User.Read DeviceManagementConfiguration.Read.All DeviceManagementConfiguration.ReadWrite.All DeviceManagementServiceConfig.ReadWrite.All Directory.Read.All Organization.Read.All Organization.ReadWrite.All User.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /organization/{id}',
    {
      application:
        'Organization.Read.All User.Read.All Directory.Read.All Organization.ReadWrite.All Directory.ReadWrite.All',
      delegated:
        'DeviceManagementServiceConfig.Read.All DeviceManagementServiceConfig.ReadWrite.All DeviceManagementConfiguration.Read.All DeviceManagementConfiguration.ReadWrite.All User.Read.All',
    },
  ],
  [
    'GET /domains',
    {
      application: 'Domain.Read.All Domain.ReadWrite.All Directory.Read.All',
      delegated: 'Domain.Read.All Domain.ReadWrite.All Directory.Read.All',
    },
  ],
  [
    'GET /domains/{id}',
    {
      application: 'Domain.Read.All Domain.ReadWrite.All Directory.Read.All',
      delegated: 'Domain.Read.All Domain.ReadWrite.All Directory.Read.All',
    },
  ],
];
