import type { PermissionRows } from './rows.ts';

/** Operations of grants. */
export const grantsPermissions: PermissionRows = [
  [
    'GET /oauth2PermissionGrants',
    {
      application: 'Directory.Read.All DelegatedPermissionGrant.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Directory.Read.All DelegatedPermissionGrant.ReadWrite.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /oauth2PermissionGrants/{id}',
    {
      application: 'Directory.Read.All DelegatedPermissionGrant.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Directory.Read.All DelegatedPermissionGrant.ReadWrite.All Directory.ReadWrite.All',
    },
  ],
  [
    'POST /oauth2PermissionGrants',
    {
      application: 'DelegatedPermissionGrant.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'DelegatedPermissionGrant.ReadWrite.All Directory.ReadWrite.All',
    },
  ],
  [
    'PATCH /oauth2PermissionGrants/{id}',
    {
      application: 'DelegatedPermissionGrant.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'DelegatedPermissionGrant.ReadWrite.All Directory.ReadWrite.All',
    },
  ],
  [
    'DELETE /oauth2PermissionGrants/{id}',
    {
      application: 'DelegatedPermissionGrant.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'DelegatedPermissionGrant.ReadWrite.All Directory.ReadWrite.All',
    },
  ],
];
