import type { PermissionRows } from './rows.ts';

/** Operations of applications. */
export const applicationsPermissions: PermissionRows = [
  [
    'GET /applications',
    {
      application:
        'Application.Read.All Application.ReadWrite.OwnedBy Directory.Read.All Application.ReadWrite.All',
      delegated: 'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /applications/{id}',
    {
      application:
        'Application.Read.All Application.ReadWrite.OwnedBy Directory.Read.All Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'POST /applications',
    {
      application: 'Application.ReadWrite.OwnedBy AppRegistration.Create Application.ReadWrite.All',
      delegated: 'Application.ReadWrite.All AppRegistration.Create',
    },
  ],
  [
    'PATCH /applications/{id}',
    {
      application: 'Application.ReadWrite.OwnedBy Application.ReadWrite.All',
      delegated: 'Application.ReadWrite.All',
    },
  ],
  [
    'DELETE /applications/{id}',
    {
      application: 'Application.ReadWrite.OwnedBy Application.ReadWrite.All',
      delegated: 'Application.ReadWrite.All',
    },
  ],
  [
    'POST /applications/{id}/addKey',
    {
      application: 'Application.ReadWrite.OwnedBy Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.ReadWrite.All Directory.ReadWrite.All',
    },
  ],
  [
    'POST /applications/{id}/addPassword',
    {
      application: 'Application.ReadWrite.OwnedBy Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.ReadWrite.All Directory.ReadWrite.All',
    },
  ],
  [
    'POST /applications/{id}/removeKey',
    {
      application: 'Application.ReadWrite.OwnedBy Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.ReadWrite.All Directory.ReadWrite.All',
    },
  ],
  [
    'POST /applications/{id}/removePassword',
    {
      application: 'Application.ReadWrite.OwnedBy Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.ReadWrite.All Directory.ReadWrite.All',
    },
  ],
  [
    'POST /applications/{id}/checkMemberGroups',
    {
      application: 'Application.ReadWrite.All',
      delegated: 'Application.ReadWrite.All',
      note: 'not in the map: as PATCH /applications/{id}',
    },
  ],
  [
    'POST /applications/{id}/checkMemberObjects',
    {
      application: 'Application.ReadWrite.All',
      delegated: 'Application.ReadWrite.All',
      note: 'not in the map: as PATCH /applications/{id}',
    },
  ],
  [
    'POST /applications/{id}/getMemberGroups',
    {
      application: 'Application.ReadWrite.All',
      delegated: 'Application.ReadWrite.All',
      note: 'not in the map: as PATCH /applications/{id}',
    },
  ],
  [
    'POST /applications/{id}/getMemberObjects',
    {
      application: 'Application.ReadWrite.All',
      delegated: 'Application.ReadWrite.All',
      note: 'not in the map: as PATCH /applications/{id}',
    },
  ],
  [
    'POST /applications/validateProperties',
    {
      application: 'Application.ReadWrite.All',
      delegated: 'Application.ReadWrite.All',
      note: 'not in the map: as PATCH /applications/{id}',
    },
  ],
  [
    'GET /applications/{id}/owners',
    {
      application:
        'Application.Read.All Application.ReadWrite.OwnedBy Directory.Read.All Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /applications/{id}/owners/{id}',
    {
      application:
        'Application.Read.All Application.ReadWrite.OwnedBy Directory.Read.All Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
      note: 'not in the map: as GET /applications/{id}/owners',
    },
  ],
  [
    'POST /applications/{id}/owners/$ref',
    {
      application: 'Application.ReadWrite.All+Directory.Read.All Directory.ReadWrite.All',
      delegated: 'Application.ReadWrite.All+Directory.Read.All Directory.ReadWrite.All',
      note: 'the map lists the halves of its pairs apart, too: reading alone opens nothing',
    },
  ],
  [
    'DELETE /applications/{id}/owners/{id}/$ref',
    {
      application: 'Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.ReadWrite.All Directory.ReadWrite.All',
      note: 'not in the map: as DELETE /applications/{id}/owners/{id}',
    },
  ],
  [
    'GET /applications/{id}/federatedIdentityCredentials',
    {
      application: 'Application.Read.All Application.ReadWrite.OwnedBy Application.ReadWrite.All',
      delegated: 'Application.Read.All Application.ReadWrite.All',
    },
  ],
  [
    'POST /applications/{id}/federatedIdentityCredentials',
    {
      application: 'Application.ReadWrite.OwnedBy Application.ReadWrite.All',
      delegated: 'Application.ReadWrite.All',
    },
  ],
  [
    'GET /applications/{id}/federatedIdentityCredentials/{id}',
    {
      application: 'Application.ReadWrite.OwnedBy Application.ReadWrite.All',
      delegated: 'Application.ReadWrite.All',
    },
  ],
  [
    'PATCH /applications/{id}/federatedIdentityCredentials/{id}',
    {
      application: 'Application.ReadWrite.OwnedBy Application.ReadWrite.All',
      delegated: 'Application.ReadWrite.All',
    },
  ],
  [
    'DELETE /applications/{id}/federatedIdentityCredentials/{id}',
    {
      application: 'Application.ReadWrite.OwnedBy Application.ReadWrite.All',
      delegated: 'Application.ReadWrite.All',
    },
  ],
  [
    'GET /applicationTemplates',
    {
      application: 'Application.Read.All Application.ReadWrite.All',
      delegated: 'Application.Read.All Application.ReadWrite.All',
      note: 'not in the map; believed',
    },
  ],
  [
    'GET /applicationTemplates/{id}',
    {
      application: 'Application.Read.All Application.ReadWrite.All',
      delegated: 'Application.Read.All Application.ReadWrite.All',
      note: 'not in the map; believed',
    },
  ],
  [
    'POST /applicationTemplates/{id}/instantiate',
    {
      application: 'Application.ReadWrite.OwnedBy Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.ReadWrite.All Directory.ReadWrite.All',
    },
  ],
];
