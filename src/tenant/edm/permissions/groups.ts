import type { PermissionRows } from './rows.ts';

/** Operations of groups. */
export const groupsPermissions: PermissionRows = [
  [
    'GET /groups',
    {
      application:
        'Group.ReadBasic.All GroupMember.Read.All Group.Read.All Group.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
      delegated:
        'Group-NestingSupport.ReadWrite.All Group.ReadBasic.All Directory.Read.All Group-PreferredDataLocation.ReadWrite.All Group.ManageProtection.All Group.Read.All GroupMember.Read.All Directory.ReadWrite.All Group.ReadWrite.All',
    },
  ],
  [
    'POST /groups',
    {
      application: 'Group.Create Group.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Group.ReadWrite.All Group-PreferredDataLocation.ReadWrite.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /groups/{id}',
    {
      application:
        'Group.ReadBasic.All GroupMember.Read.All Group.Read.All Group.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
      delegated:
        'Group-NestingSupport.ReadWrite.All Group-XTenantIdentitySync.Read.All Group.ReadBasic.All Directory.Read.All Group-PreferredDataLocation.ReadWrite.All Group.ManageProtection.All Group.Read.All GroupMember.Read.All Directory.ReadWrite.All Group.ReadWrite.All',
    },
  ],
  [
    'PATCH /groups/{id}',
    {
      application: 'Group.ReadWrite.All Directory.ReadWrite.All',
      delegated:
        'Group-NestingSupport.ReadWrite.All Group-PreferredDataLocation.ReadWrite.All Group.ManageProtection.All Directory.ReadWrite.All Group.ReadWrite.All',
    },
  ],
  ['DELETE /groups/{id}', { application: 'Group.ReadWrite.All', delegated: 'Group.ReadWrite.All' }],
  [
    'GET /groups/{id}/members',
    {
      application:
        'GroupMember.ReadBasic.All GroupMember.Read.All Group.Read.All GroupMember.ReadWrite.All Group.ReadWrite.All Directory.Read.All Group.ReadBasic.All',
      delegated:
        'GroupMember.ReadBasic.All Group.ReadBasic.All Directory.Read.All Group.Read.All GroupMember.Read.All Group.ReadWrite.All GroupMember.ReadWrite.All',
    },
  ],
  [
    'GET /groups/{id}/transitiveMembers',
    {
      application:
        'GroupMember.ReadBasic.All GroupMember.Read.All Group.Read.All GroupMember.ReadWrite.All Group.ReadWrite.All Directory.Read.All Group.ReadBasic.All',
      delegated:
        'GroupMember.ReadBasic.All Group.ReadBasic.All Directory.Read.All Group.Read.All GroupMember.Read.All Group.ReadWrite.All GroupMember.ReadWrite.All',
    },
  ],
  [
    'POST /groups/{id}/members/$ref',
    {
      application: 'GroupMember.ReadWrite.All Group.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'GroupMember.ReadWrite.All Group.ReadWrite.All Directory.ReadWrite.All',
      note: 'missing in the map; reference page: add members',
    },
  ],
  [
    'DELETE /groups/{id}/members/{id}/$ref',
    {
      application: 'GroupMember.ReadWrite.All Group.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'GroupMember.ReadWrite.All Directory.ReadWrite.All Group.ReadWrite.All',
      note: 'in the map without $ref',
    },
  ],
  [
    'GET /groups/{id}/owners',
    {
      application:
        'GroupMember.Read.All Group.Read.All GroupMember.ReadWrite.All Group.ReadWrite.All Directory.Read.All',
      delegated:
        'GroupMember.Read.All Group.ReadWrite.All Directory.Read.All Group.Read.All GroupMember.ReadWrite.All',
    },
  ],
  [
    'POST /groups/{id}/owners/$ref',
    {
      application: 'Group.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Group.ReadWrite.All Directory.ReadWrite.All',
      note: 'reference page: add owners',
    },
  ],
  [
    'DELETE /groups/{id}/owners/{id}/$ref',
    {
      application: 'Group.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Group.ReadWrite.All Directory.ReadWrite.All',
      note: 'reference page: remove owners',
    },
  ],
  [
    'GET /groups/{id}/memberOf',
    {
      application:
        'GroupMember.ReadBasic.All GroupMember.Read.All Group.Read.All Directory.Read.All Directory.ReadWrite.All Group.ReadBasic.All',
      delegated:
        'GroupMember.ReadBasic.All Group.ReadBasic.All Directory.Read.All Group.Read.All GroupMember.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /groups/{id}/transitiveMemberOf',
    {
      application: 'GroupMember.ReadBasic.All Group.ReadBasic.All Directory.Read.All Directory.ReadWrite.All',
      delegated:
        'GroupMember.ReadBasic.All Group.ReadBasic.All Directory.Read.All Group.Read.All GroupMember.Read.All Directory.ReadWrite.All',
    },
  ],
];
