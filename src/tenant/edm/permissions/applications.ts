import type { PermissionRows } from './rows.ts';

/** Operations of applications. */
export const applicationsPermissions: PermissionRows = [
  [
    'GET /applications',
    {
      application:
        'Application.Read.All Application.ReadWrite.All Directory.Read.All Application.ReadWrite.OwnedBy',
      delegated: 'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'POST /applications',
    {
      application: 'Application.ReadWrite.OwnedBy Application.ReadWrite.All AppRegistration.Create',
      delegated: 'Application.ReadWrite.All AppRegistration.Create',
    },
  ],
  [
    'GET /applications/{id}',
    {
      application:
        'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All Application.ReadWrite.OwnedBy',
      delegated: 'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'PATCH /applications/{id}',
    { application: 'Application.ReadWrite.All', delegated: 'Application.ReadWrite.All' },
  ],
  [
    'DELETE /applications/{id}',
    { application: 'Application.ReadWrite.All', delegated: 'Application.ReadWrite.All' },
  ],
  [
    'POST /applications/{id}/addPassword',
    {
      application: 'Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.ReadWrite.All Directory.ReadWrite.All',
    },
  ],
  [
    'POST /applications/{id}/removePassword',
    {
      application: 'Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.ReadWrite.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /servicePrincipals',
    {
      application:
        'Application.Read.All Application.ReadWrite.All Directory.Read.All Application.ReadWrite.OwnedBy',
      delegated: 'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'POST /servicePrincipals',
    {
      application: 'Application.ReadWrite.OwnedBy Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.ReadWrite.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /servicePrincipals/{id}',
    {
      application:
        'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All Application.ReadWrite.OwnedBy',
      delegated: 'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'PATCH /servicePrincipals/{id}',
    {
      application: 'Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.ReadWrite.All Directory.ReadWrite.All',
    },
  ],
  [
    'DELETE /servicePrincipals/{id}',
    {
      application: 'Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.ReadWrite.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /servicePrincipals/{id}/memberOf',
    {
      application:
        'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All Application.ReadWrite.OwnedBy',
      delegated: 'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /servicePrincipals/{id}/appRoleAssignments',
    {
      application:
        'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All Application.ReadWrite.OwnedBy',
      delegated: 'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'POST /servicePrincipals/{id}/appRoleAssignments',
    {
      application:
        'AppRoleAssignment.ReadWrite.All+Application.Read.All AppRoleAssignment.ReadWrite.All+Application.ReadWrite.All AppRoleAssignment.ReadWrite.All+Directory.Read.All',
      delegated:
        'Application.Read.All+AppRoleAssignment.ReadWrite.All AppRoleAssignment.ReadWrite.All+Application.Read.All+Directory.Read.All Application.ReadWrite.All Directory.Read.All',
    },
  ],
  [
    'DELETE /servicePrincipals/{id}/appRoleAssignments/{id}',
    {
      application: 'AppRoleAssignment.ReadWrite.All Application.ReadWrite.All',
      delegated: 'AppRoleAssignment.ReadWrite.All Application.ReadWrite.All',
    },
  ],
  [
    'GET /servicePrincipals/{id}/appRoleAssignedTo',
    {
      application:
        'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All Application.ReadWrite.OwnedBy',
      delegated: 'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'POST /servicePrincipals/{id}/appRoleAssignedTo',
    {
      application:
        'AppRoleAssignment.ReadWrite.All+Application.Read.All AppRoleAssignment.ReadWrite.All+Application.ReadWrite.All AppRoleAssignment.ReadWrite.All+Directory.Read.All',
      delegated:
        'Application.Read.All+AppRoleAssignment.ReadWrite.All AppRoleAssignment.ReadWrite.All+Application.Read.All+Directory.Read.All Application.ReadWrite.All Directory.Read.All',
    },
  ],
  [
    'DELETE /servicePrincipals/{id}/appRoleAssignedTo/{id}',
    {
      application: 'AppRoleAssignment.ReadWrite.All Application.ReadWrite.All',
      delegated: 'AppRoleAssignment.ReadWrite.All Application.ReadWrite.All',
    },
  ],
];
