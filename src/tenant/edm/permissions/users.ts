import type { PermissionRows } from './rows.ts';

/** Operations of users. */
export const usersPermissions: PermissionRows = [
  [
    'GET /users',
    {
      application:
        'User.ReadBasic.All User.Read.All User.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
      delegated:
        'User.ReadBasic.All User.ReadWrite.All DeviceManagementApps.Read.All DeviceManagementApps.ReadWrite.All DeviceManagementConfiguration.Read.All DeviceManagementConfiguration.ReadWrite.All DeviceManagementManagedDevices.Read.All DeviceManagementManagedDevices.ReadWrite.All DeviceManagementServiceConfig.Read.All DeviceManagementServiceConfig.ReadWrite.All Directory.Read.All User.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'POST /users',
    {
      application: 'User.ReadWrite.All Directory.ReadWrite.All',
      delegated:
        'User.ReadWrite.All DeviceManagementApps.ReadWrite.All DeviceManagementConfiguration.ReadWrite.All DeviceManagementManagedDevices.ReadWrite.All DeviceManagementServiceConfig.ReadWrite.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /users/{id}',
    {
      application:
        'User.ReadBasic.All User.Read.All User.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
      delegated:
        'User.ReadBasic.All User.ReadWrite.All User.Read DeviceManagementApps.Read.All DeviceManagementApps.ReadWrite.All DeviceManagementConfiguration.Read.All DeviceManagementConfiguration.ReadWrite.All DeviceManagementManagedDevices.Read.All DeviceManagementManagedDevices.ReadWrite.All DeviceManagementServiceConfig.Read.All DeviceManagementServiceConfig.ReadWrite.All Directory.Read.All User.Read.All User.ReadWrite Directory.ReadWrite.All',
    },
  ],
  [
    'PATCH /users/{id}',
    {
      application: 'User.ReadWrite.All Directory.ReadWrite.All',
      delegated:
        'User.ReadWrite.All DeviceManagementApps.ReadWrite.All DeviceManagementConfiguration.ReadWrite.All DeviceManagementManagedDevices.ReadWrite.All DeviceManagementServiceConfig.ReadWrite.All User.ReadWrite Directory.ReadWrite.All',
    },
  ],
  [
    'DELETE /users/{id}',
    {
      application: 'User.DeleteRestore.All User.ReadWrite.All',
      delegated:
        'User.DeleteRestore.All User.ReadWrite.All DeviceManagementApps.ReadWrite.All DeviceManagementConfiguration.ReadWrite.All DeviceManagementManagedDevices.ReadWrite.All DeviceManagementServiceConfig.ReadWrite.All',
    },
  ],
  [
    'GET /users/{id}/manager',
    {
      application: 'User.Read.All User.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
      delegated: 'User.Read.All User.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'PUT /users/{id}/manager/$ref',
    {
      application: 'User.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'User.ReadWrite.All Directory.ReadWrite.All',
      note: 'reference page: assign manager',
    },
  ],
  [
    'DELETE /users/{id}/manager/$ref',
    {
      application: 'User.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'User.ReadWrite.All Directory.ReadWrite.All',
      note: 'reference page: remove manager',
    },
  ],
  [
    'GET /users/{id}/directReports',
    {
      application: 'User.Read.All User.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
      delegated: 'User.Read Directory.Read.All User.Read.All Directory.ReadWrite.All User.ReadWrite.All',
    },
  ],
  [
    'GET /users/{id}/memberOf',
    {
      application:
        'GroupMember.ReadBasic.All Group.ReadBasic.All User.Read.All GroupMember.Read.All Group.Read.All Directory.Read.All Directory.ReadWrite.All',
      delegated:
        'User.Read Group.ReadBasic.All Directory.Read.All GroupMember.Read.All GroupMember.ReadBasic.All Directory.ReadWrite.All',
      note: 'reference page: list memberOf',
    },
  ],
  [
    'GET /users/{id}/transitiveMemberOf',
    {
      application:
        'GroupMember.ReadBasic.All Group.ReadBasic.All User.Read.All GroupMember.Read.All Group.Read.All Directory.Read.All Directory.ReadWrite.All',
      delegated:
        'User.Read Group.ReadBasic.All Directory.Read.All Group.Read.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All Directory.ReadWrite.All',
      note: 'reference page',
    },
  ],
  [
    'GET /users/{id}/ownedObjects',
    {
      application: 'User.Read.All User.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
      delegated: 'User.Read Directory.Read.All User.Read.All Directory.ReadWrite.All User.ReadWrite.All',
    },
  ],
  [
    'GET /users/{id}/licenseDetails',
    {
      application:
        'LicenseAssignment.Read.All User.Read.All User.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
      delegated:
        'LicenseAssignment.Read.All User.Read Directory.Read.All User.Read.All Directory.ReadWrite.All User.ReadWrite.All',
    },
  ],
  [
    'POST /users/{id}/assignLicense',
    {
      application: 'LicenseAssignment.ReadWrite.All User.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'LicenseAssignment.ReadWrite.All Directory.ReadWrite.All User.ReadWrite.All',
    },
  ],
  [
    'POST /users/{id}/revokeSignInSessions',
    {
      application: 'User.RevokeSessions.All User.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'User.RevokeSessions.All Directory.ReadWrite.All User.ReadWrite.All',
    },
  ],
  ['POST /users/{id}/sendMail', { application: 'Mail.Send', delegated: 'Mail.Send' }],
  [
    'POST /users/{id}/getMemberGroups',
    {
      application:
        'GroupMember.ReadBasic.All GroupMember.Read.All Group.Read.All User.Read.All Directory.Read.All Group.ReadBasic.All Group.ReadWrite.All Directory.ReadWrite.All Application.Read.All Application.ReadWrite.All Device.Read.All Device.ReadWrite.All',
      delegated:
        'Application.Read.All Device.Read.All Group.ReadBasic.All Application.ReadWrite.All Directory.Read.All Group.Read.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All Directory.ReadWrite.All Group.ReadWrite.All',
    },
  ],
  [
    'POST /users/{id}/checkMemberGroups',
    {
      application:
        'GroupMember.ReadBasic.All GroupMember.Read.All Group.Read.All User.Read.All User.ReadWrite.All Directory.Read.All Group.ReadBasic.All Group.ReadWrite.All Directory.ReadWrite.All Application.Read.All Application.ReadWrite.All Device.Read.All Device.ReadWrite.All',
      delegated:
        'Application.Read.All Device.Read.All Group.ReadBasic.All Application.ReadWrite.All Directory.Read.All Group.Read.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All Directory.ReadWrite.All Group.ReadWrite.All User.ReadWrite.All',
    },
  ],
];
