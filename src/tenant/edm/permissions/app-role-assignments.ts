import type { PermissionRows } from './rows.ts';

const reading = {
  application: 'Directory.Read.All AppRoleAssignment.ReadWrite.All Directory.ReadWrite.All',
  delegated: 'Directory.Read.All AppRoleAssignment.ReadWrite.All Directory.ReadWrite.All',
};
const writing = {
  application: 'AppRoleAssignment.ReadWrite.All',
  delegated: 'AppRoleAssignment.ReadWrite.All',
};
const grants = 'Directory.Read.All DelegatedPermissionGrant.ReadWrite.All';

/** What users and groups are granted in applications, and what users have consented to. */
export const appRoleAssignmentsPermissions: PermissionRows = [
  ...['/users/{id}', '/groups/{id}'].flatMap((holder): PermissionRows => [
    [`GET ${holder}/appRoleAssignments`, reading],
    [`GET ${holder}/appRoleAssignments/{id}`, { ...reading, note: 'not in the map: as the list' }],
    [`POST ${holder}/appRoleAssignments`, writing],
    [`DELETE ${holder}/appRoleAssignments/{id}`, writing],
  ]),
  ...['GET /me/appRoleAssignments', 'GET /me/appRoleAssignments/{id}'].map(
    (operation) =>
      [operation, { delegated: reading.delegated, note: 'not in the map: as for users' }] as const,
  ),
  ...['POST /me/appRoleAssignments', 'DELETE /me/appRoleAssignments/{id}'].map(
    (operation) =>
      [operation, { delegated: writing.delegated, note: 'not in the map: as for users' }] as const,
  ),
  ['GET /users/{id}/oauth2PermissionGrants', { application: grants, delegated: grants }],
  [
    'GET /users/{id}/oauth2PermissionGrants/{id}',
    { application: grants, delegated: grants, note: 'as the list' },
  ],
  ['GET /me/oauth2PermissionGrants', { delegated: grants }],
  ['GET /me/oauth2PermissionGrants/{id}', { delegated: grants, note: 'as the list' }],
];
