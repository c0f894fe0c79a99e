import type { PermissionRows } from './rows.ts';

/** Operations of licences of users and groups. */
export const licencesPermissions: PermissionRows = [
  [
    'POST /groups/{id}/assignLicense',
    {
      application: 'LicenseAssignment.ReadWrite.All Directory.ReadWrite.All Group.ReadWrite.All',
      delegated: 'LicenseAssignment.ReadWrite.All Directory.ReadWrite.All Group.ReadWrite.All',
    },
  ],
  [
    'GET /groups/{id}/membersWithLicenseErrors',
    {
      application:
        'GroupMember.Read.All Group.Read.All GroupMember.ReadWrite.All Group.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
      delegated:
        'GroupMember.Read.All Group.Read.All GroupMember.ReadWrite.All Group.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
      note: 'missing in the map; as the members',
    },
  ],
  [
    'POST /users/{id}/reprocessLicenseAssignment',
    {
      application: 'User.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'User.ReadWrite.All Directory.ReadWrite.All',
    },
  ],
  [
    'POST /me/reprocessLicenseAssignment',
    {
      delegated: 'User.ReadWrite.All Directory.ReadWrite.All',
      note: 'missing in the map; as the page of the user',
    },
  ],
];
