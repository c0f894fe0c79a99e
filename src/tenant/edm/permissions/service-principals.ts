import type { PermissionRows } from './rows.ts';

/** Operations of service principals. */
export const servicePrincipalsPermissions: PermissionRows = [
  [
    'GET /servicePrincipals',
    {
      application:
        'Application.Read.All Application.ReadWrite.OwnedBy Directory.Read.All Application.ReadWrite.All',
      delegated: 'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /servicePrincipals/{id}',
    {
      application:
        'Application.Read.All Application.ReadWrite.OwnedBy Directory.Read.All Application.ReadWrite.All Directory.ReadWrite.All',
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
    'PATCH /servicePrincipals/{id}',
    {
      application: 'Application.ReadWrite.OwnedBy Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.ReadWrite.All Directory.ReadWrite.All',
    },
  ],
  [
    'DELETE /servicePrincipals/{id}',
    {
      application: 'Application.ReadWrite.OwnedBy Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.ReadWrite.All Directory.ReadWrite.All',
    },
  ],
  [
    'POST /servicePrincipals/{id}/addKey',
    {
      application: 'Application.ReadWrite.OwnedBy Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.ReadWrite.All Directory.ReadWrite.All',
    },
  ],
  [
    'POST /servicePrincipals/{id}/addPassword',
    {
      application: 'Application.ReadWrite.OwnedBy Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.ReadWrite.All Directory.ReadWrite.All',
    },
  ],
  [
    'POST /servicePrincipals/{id}/removeKey',
    {
      application: 'Application.ReadWrite.OwnedBy Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.ReadWrite.All Directory.ReadWrite.All',
    },
  ],
  [
    'POST /servicePrincipals/{id}/removePassword',
    {
      application: 'Application.ReadWrite.OwnedBy Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.ReadWrite.All Directory.ReadWrite.All',
    },
  ],
  [
    'POST /servicePrincipals/{id}/checkMemberGroups',
    {
      application:
        'Application.Read.All AgentIdUser.ReadWrite.All AgentIdUser.ReadWrite.IdentityParentedBy Device.Read.All Directory.Read.All Group.Read.All Group.ReadBasic.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All Application.ReadWrite.All Device.ReadWrite.All Directory.ReadWrite.All Group.ReadWrite.All User.ReadWrite.All',
      delegated:
        'Application.Read.All Device.Read.All Group.ReadBasic.All AgentIdUser.ReadWrite.All AgentIdUser.ReadWrite.IdentityParentedBy Application.ReadWrite.All Directory.Read.All Group.Read.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All Directory.ReadWrite.All Group.ReadWrite.All User.ReadWrite.All',
    },
  ],
  [
    'POST /servicePrincipals/{id}/checkMemberObjects',
    {
      application:
        'Application.Read.All AgentIdUser.ReadWrite.All AgentIdUser.ReadWrite.IdentityParentedBy Device.Read.All Directory.Read.All Group.Read.All Group.ReadBasic.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All Application.ReadWrite.All Device.ReadWrite.All Directory.ReadWrite.All Group.ReadWrite.All User.ReadWrite.All',
      delegated:
        'Application.Read.All Device.Read.All Group.ReadBasic.All User.Read AgentIdUser.ReadWrite.All AgentIdUser.ReadWrite.IdentityParentedBy Application.ReadWrite.All Directory.Read.All Group.Read.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All Directory.ReadWrite.All Group.ReadWrite.All User.ReadWrite.All',
    },
  ],
  [
    'POST /servicePrincipals/{id}/getMemberGroups',
    {
      application:
        'Application.Read.All Device.Read.All Directory.Read.All Group.Read.All Group.ReadBasic.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All Application.ReadWrite.All Device.ReadWrite.All Directory.ReadWrite.All Group.ReadWrite.All',
      delegated:
        'Application.Read.All Device.Read.All Group.ReadBasic.All Application.ReadWrite.All Directory.Read.All Group.Read.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All Directory.ReadWrite.All Group.ReadWrite.All',
    },
  ],
  [
    'POST /servicePrincipals/{id}/getMemberObjects',
    {
      application:
        'Application.Read.All AgentIdUser.ReadWrite.All AgentIdUser.ReadWrite.IdentityParentedBy Device.Read.All Directory.Read.All Group.Read.All Group.ReadBasic.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All Application.ReadWrite.All Device.ReadWrite.All Directory.ReadWrite.All Group.ReadWrite.All User.ReadWrite.All',
      delegated:
        'Application.Read.All Device.Read.All Group.ReadBasic.All User.Read AgentIdUser.ReadWrite.All AgentIdUser.ReadWrite.IdentityParentedBy Application.ReadWrite.All Directory.Read.All Group.Read.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All Directory.ReadWrite.All Group.ReadWrite.All User.ReadWrite.All',
    },
  ],
  [
    'POST /servicePrincipals/validateProperties',
    {
      application: 'Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.ReadWrite.All Directory.ReadWrite.All',
      note: 'not in the map: as PATCH /servicePrincipals/{id}',
    },
  ],
  [
    'GET /servicePrincipals/{id}/appRoleAssignments',
    {
      application:
        'Application.Read.All Application.ReadWrite.OwnedBy Directory.Read.All Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'POST /servicePrincipals/{id}/appRoleAssignments',
    {
      application:
        'Application.Read.All+AppRoleAssignment.ReadWrite.All Application.ReadWrite.All+AppRoleAssignment.ReadWrite.All Directory.Read.All+AppRoleAssignment.ReadWrite.All',
      delegated:
        'Application.Read.All+AppRoleAssignment.ReadWrite.All Application.ReadWrite.All+AppRoleAssignment.ReadWrite.All Directory.Read.All+AppRoleAssignment.ReadWrite.All',
      note: 'the map lists the halves of its pairs apart, too: reading alone opens nothing',
    },
  ],
  [
    'GET /servicePrincipals/{id}/appRoleAssignments/{id}',
    {
      application:
        'Application.Read.All Application.ReadWrite.OwnedBy Directory.Read.All Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
      note: 'not in the map: as GET /servicePrincipals/{id}/appRoleAssignments',
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
        'Application.Read.All Application.ReadWrite.OwnedBy Directory.Read.All Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'POST /servicePrincipals/{id}/appRoleAssignedTo',
    {
      application:
        'Application.Read.All+AppRoleAssignment.ReadWrite.All Application.ReadWrite.All+AppRoleAssignment.ReadWrite.All Directory.Read.All+AppRoleAssignment.ReadWrite.All',
      delegated:
        'Application.Read.All+AppRoleAssignment.ReadWrite.All Application.ReadWrite.All+AppRoleAssignment.ReadWrite.All Directory.Read.All+AppRoleAssignment.ReadWrite.All',
      note: 'the map lists the halves of its pairs apart, too: reading alone opens nothing',
    },
  ],
  [
    'GET /servicePrincipals/{id}/appRoleAssignedTo/{id}',
    {
      application:
        'Application.Read.All Application.ReadWrite.OwnedBy Directory.Read.All Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
      note: 'not in the map: as GET /servicePrincipals/{id}/appRoleAssignedTo',
    },
  ],
  [
    'DELETE /servicePrincipals/{id}/appRoleAssignedTo/{id}',
    {
      application: 'AppRoleAssignment.ReadWrite.All Application.ReadWrite.All',
      delegated: 'AppRoleAssignment.ReadWrite.All Application.ReadWrite.All',
    },
  ],
  [
    'GET /servicePrincipals/{id}/oauth2PermissionGrants',
    {
      application: 'Directory.Read.All DelegatedPermissionGrant.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Directory.Read.All DelegatedPermissionGrant.ReadWrite.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /servicePrincipals/{id}/oauth2PermissionGrants/{id}',
    {
      application: 'Directory.Read.All DelegatedPermissionGrant.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Directory.Read.All DelegatedPermissionGrant.ReadWrite.All Directory.ReadWrite.All',
      note: 'not in the map: as GET /servicePrincipals/{id}/oauth2PermissionGrants',
    },
  ],
  [
    'GET /servicePrincipals/{id}/federatedIdentityCredentials',
    {
      application:
        'Application.Read.All Application.ReadWrite.OwnedBy Directory.Read.All Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
      note: 'not in the map: as GET /servicePrincipals/{id}',
    },
  ],
  [
    'POST /servicePrincipals/{id}/federatedIdentityCredentials',
    {
      application: 'Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.ReadWrite.All Directory.ReadWrite.All',
      note: 'not in the map: as PATCH /servicePrincipals/{id}',
    },
  ],
  [
    'GET /servicePrincipals/{id}/federatedIdentityCredentials/{id}',
    {
      application:
        'Application.Read.All Application.ReadWrite.OwnedBy Directory.Read.All Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
      note: 'not in the map: as GET /servicePrincipals/{id}',
    },
  ],
  [
    'PATCH /servicePrincipals/{id}/federatedIdentityCredentials/{id}',
    {
      application: 'Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.ReadWrite.All Directory.ReadWrite.All',
      note: 'not in the map: as PATCH /servicePrincipals/{id}',
    },
  ],
  [
    'DELETE /servicePrincipals/{id}/federatedIdentityCredentials/{id}',
    {
      application: 'Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.ReadWrite.All Directory.ReadWrite.All',
      note: 'not in the map: as DELETE /servicePrincipals/{id}',
    },
  ],
  [
    'GET /servicePrincipals/{id}/owners',
    {
      application:
        'Application.Read.All Application.ReadWrite.OwnedBy Directory.Read.All Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /servicePrincipals/{id}/owners/{id}',
    {
      application:
        'Application.Read.All Application.ReadWrite.OwnedBy Directory.Read.All Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
      note: 'not in the map: as GET /servicePrincipals/{id}/owners',
    },
  ],
  [
    'POST /servicePrincipals/{id}/owners/$ref',
    {
      application: 'Application.ReadWrite.All+Directory.Read.All Directory.ReadWrite.All',
      delegated: 'Application.ReadWrite.All+Directory.Read.All Directory.ReadWrite.All',
      note: 'the map lists the halves of its pairs apart, too: reading alone opens nothing',
    },
  ],
  [
    'DELETE /servicePrincipals/{id}/owners/{id}/$ref',
    {
      application: 'Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.ReadWrite.All Directory.ReadWrite.All',
      note: 'not in the map: as DELETE /servicePrincipals/{id}/owners/{id}',
    },
  ],
  [
    'GET /servicePrincipals/{id}/ownedObjects',
    {
      application:
        'Application.Read.All Application.ReadWrite.OwnedBy Directory.Read.All Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /servicePrincipals/{id}/ownedObjects/{id}',
    {
      application:
        'Application.Read.All Application.ReadWrite.OwnedBy Directory.Read.All Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
      note: 'not in the map: as GET /servicePrincipals/{id}/ownedObjects',
    },
  ],
  [
    'GET /servicePrincipals/{id}/memberOf',
    {
      application:
        'Application.Read.All Application.ReadWrite.OwnedBy Directory.Read.All Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /servicePrincipals/{id}/memberOf/{id}',
    {
      application:
        'Application.Read.All Application.ReadWrite.OwnedBy Directory.Read.All Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
      note: 'not in the map: as GET /servicePrincipals/{id}/memberOf',
    },
  ],
  [
    'GET /servicePrincipals/{id}/transitiveMemberOf',
    {
      application:
        'Application.Read.All Directory.Read.All Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /servicePrincipals/{id}/transitiveMemberOf/{id}',
    {
      application:
        'Application.Read.All Directory.Read.All Application.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
      note: 'not in the map: as GET /servicePrincipals/{id}/transitiveMemberOf',
    },
  ],
];
