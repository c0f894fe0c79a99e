import type { PermissionRows } from './rows.ts';

/** Change tracking. Each set takes what reading it takes; the map marks the least. */
const applications = {
  application:
    'Application.ReadWrite.OwnedBy Application.Read.All Directory.Read.All Application.ReadWrite.All Directory.ReadWrite.All',
  delegated: 'Directory.Read.All Application.Read.All Application.ReadWrite.All Directory.ReadWrite.All',
};
const units =
  'AdministrativeUnit.Read.All AdministrativeUnit.ReadWrite.All Directory.Read.All Directory.ReadWrite.All';
const roles =
  'RoleManagement.Read.Directory Directory.Read.All Directory.ReadWrite.All RoleManagement.ReadWrite.Directory';
const contacts = 'OrgContact.Read.All Directory.Read.All Directory.ReadWrite.All';
const users = 'User.Read.All User.ReadWrite.All Directory.Read.All Directory.ReadWrite.All';
const groups =
  'Group.ReadBasic.All GroupMember.Read.All Group.Read.All Group.ReadWrite.All Directory.Read.All Directory.ReadWrite.All';

export const changesPermissions: PermissionRows = [
  ['GET /users/delta', { application: users, delegated: users }],
  ['GET /groups/delta', { application: groups, delegated: groups }],
  ['GET /applications/delta', applications],
  ['GET /servicePrincipals/delta', applications],
  ['GET /devices/delta', { application: 'Device.Read.All', delegated: 'Device.Read.All' }],
  ['GET /administrativeUnits/delta', { application: units, delegated: units }],
  ['GET /directoryRoles/delta', { application: roles, delegated: roles }],
  ['GET /contacts/delta', { application: contacts, delegated: contacts }],
  [
    'GET /oauth2PermissionGrants/delta',
    {
      application: 'Directory.Read.All DelegatedPermissionGrant.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /directoryObjects/delta',
    {
      application: 'Directory.Read.All Directory.ReadWrite.All',
      delegated: 'Directory.Read.All Directory.ReadWrite.All',
      note: 'no row in the map; the reference page asks for what reading each type takes',
    },
  ],
];
