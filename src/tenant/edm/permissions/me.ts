import type { PermissionRows } from './rows.ts';

/** What somebody may do to his own account: delegated only, and listed apart in the map. */
export const mePermissions: PermissionRows = [
  [
    'GET /me',
    {
      delegated:
        'User.Read User.ReadBasic.All Directory.Read.All User.Read.All User.ReadWrite Directory.ReadWrite.All User.ReadWrite.All',
    },
  ],
  [
    'PATCH /me',
    {
      delegated:
        'User.ReadWrite.All DeviceManagementApps.ReadWrite.All DeviceManagementConfiguration.ReadWrite.All DeviceManagementManagedDevices.ReadWrite.All DeviceManagementServiceConfig.ReadWrite.All User.ReadWrite Directory.ReadWrite.All',
    },
  ],
  [
    'GET /me/manager',
    { delegated: 'User.Read.All Directory.Read.All Directory.ReadWrite.All User.ReadWrite.All' },
  ],
  ['PUT /me/manager/$ref', { delegated: 'User.ReadWrite.All Directory.ReadWrite.All' }],
  ['DELETE /me/manager/$ref', { delegated: 'User.ReadWrite.All Directory.ReadWrite.All' }],
  [
    'GET /me/directReports',
    { delegated: 'User.Read Directory.Read.All User.Read.All Directory.ReadWrite.All User.ReadWrite.All' },
  ],
  [
    'GET /me/memberOf',
    {
      delegated:
        'User.Read Group.ReadBasic.All Directory.Read.All GroupMember.Read.All GroupMember.ReadBasic.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /me/transitiveMemberOf',
    {
      delegated:
        'User.Read Group.ReadBasic.All Directory.Read.All Group.Read.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /me/ownedObjects',
    { delegated: 'User.Read Directory.Read.All User.Read.All Directory.ReadWrite.All User.ReadWrite.All' },
  ],
  [
    'GET /me/licenseDetails',
    {
      delegated:
        'LicenseAssignment.Read.All User.Read Directory.Read.All User.Read.All Directory.ReadWrite.All User.ReadWrite.All',
    },
  ],
  [
    'POST /me/assignLicense',
    { delegated: 'LicenseAssignment.ReadWrite.All Directory.ReadWrite.All User.ReadWrite.All' },
  ],
  [
    'POST /me/revokeSignInSessions',
    { delegated: 'User.RevokeSessions.All Directory.ReadWrite.All User.ReadWrite.All' },
  ],
  ['POST /me/sendMail', { delegated: 'Mail.Send' }],
  [
    'POST /me/getMemberGroups',
    {
      delegated:
        'Application.Read.All Device.Read.All Group.ReadBasic.All Application.ReadWrite.All Directory.Read.All Group.Read.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All Directory.ReadWrite.All Group.ReadWrite.All',
    },
  ],
  [
    'POST /me/checkMemberGroups',
    {
      delegated:
        'Application.Read.All Device.Read.All Group.ReadBasic.All Application.ReadWrite.All Directory.Read.All Group.Read.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All Directory.ReadWrite.All Group.ReadWrite.All User.ReadWrite.All',
    },
  ],
];
