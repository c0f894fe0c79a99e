import type { PermissionRows } from './rows.ts';

/** Operations of devices. */
export const devicesPermissions: PermissionRows = [
  [
    'GET /devices',
    {
      application: 'Device.Read.All Directory.Read.All Device.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Device.Read.All Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /devices/{id}',
    {
      application: 'Device.Read.All Device.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
      delegated: 'Device.Read.All Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  ['POST /devices', { delegated: 'Directory.AccessAsUser.All' }],
  [
    'PATCH /devices/{id}',
    { application: 'Device.ReadWrite.All Directory.ReadWrite.All', delegated: 'Directory.AccessAsUser.All' },
  ],
  ['DELETE /devices/{id}', { application: 'Device.ReadWrite.All', delegated: 'Directory.AccessAsUser.All' }],
  [
    'POST /devices/{id}/checkMemberGroups',
    {
      application:
        'Application.Read.All AgentIdUser.ReadWrite.All AgentIdUser.ReadWrite.IdentityParentedBy Device.Read.All Directory.Read.All Group.Read.All Group.ReadBasic.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All Application.ReadWrite.All Device.ReadWrite.All Directory.ReadWrite.All Group.ReadWrite.All User.ReadWrite.All',
      delegated:
        'Application.Read.All Device.Read.All Group.ReadBasic.All AgentIdUser.ReadWrite.All AgentIdUser.ReadWrite.IdentityParentedBy Application.ReadWrite.All Directory.Read.All Group.Read.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All Directory.ReadWrite.All Group.ReadWrite.All User.ReadWrite.All',
    },
  ],
  [
    'POST /devices/{id}/checkMemberObjects',
    {
      application:
        'Application.Read.All AgentIdUser.ReadWrite.All AgentIdUser.ReadWrite.IdentityParentedBy Device.Read.All Directory.Read.All Group.Read.All Group.ReadBasic.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All Application.ReadWrite.All Device.ReadWrite.All Directory.ReadWrite.All Group.ReadWrite.All User.ReadWrite.All',
      delegated:
        'Application.Read.All Device.Read.All Group.ReadBasic.All User.Read AgentIdUser.ReadWrite.All AgentIdUser.ReadWrite.IdentityParentedBy Application.ReadWrite.All Directory.Read.All Group.Read.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All Directory.ReadWrite.All Group.ReadWrite.All User.ReadWrite.All',
    },
  ],
  [
    'POST /devices/{id}/getMemberGroups',
    {
      application:
        'Application.Read.All Device.Read.All Directory.Read.All Group.Read.All Group.ReadBasic.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All Application.ReadWrite.All Device.ReadWrite.All Directory.ReadWrite.All Group.ReadWrite.All',
      delegated:
        'Application.Read.All Device.Read.All Group.ReadBasic.All Application.ReadWrite.All Directory.Read.All Group.Read.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All Directory.ReadWrite.All Group.ReadWrite.All',
    },
  ],
  [
    'POST /devices/{id}/getMemberObjects',
    {
      application:
        'Application.Read.All AgentIdUser.ReadWrite.All AgentIdUser.ReadWrite.IdentityParentedBy Device.Read.All Directory.Read.All Group.Read.All Group.ReadBasic.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All Application.ReadWrite.All Device.ReadWrite.All Directory.ReadWrite.All Group.ReadWrite.All User.ReadWrite.All',
      delegated:
        'Application.Read.All Device.Read.All Group.ReadBasic.All User.Read AgentIdUser.ReadWrite.All AgentIdUser.ReadWrite.IdentityParentedBy Application.ReadWrite.All Directory.Read.All Group.Read.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All Directory.ReadWrite.All Group.ReadWrite.All User.ReadWrite.All',
    },
  ],
  [
    'GET /devices/{id}/registeredOwners',
    {
      application: 'Device.Read.All Directory.Read.All Device.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Device.Read.All Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /devices/{id}/registeredOwners/{id}',
    {
      application: 'Device.Read.All Directory.Read.All Device.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Device.Read.All Directory.Read.All Directory.ReadWrite.All',
      note: 'not in the map: as GET /devices/{id}/registeredOwners',
    },
  ],
  [
    'POST /devices/{id}/registeredOwners/$ref',
    {
      delegated: 'Directory.AccessAsUser.All',
      note: 'not in the map: as POST /devices/{id}/registeredOwners',
    },
  ],
  [
    'DELETE /devices/{id}/registeredOwners/{id}/$ref',
    {
      delegated: 'Directory.AccessAsUser.All',
      note: 'not in the map: as DELETE /devices/{id}/registeredOwners/{id}',
    },
  ],
  [
    'GET /devices/{id}/registeredUsers',
    {
      application: 'Device.Read.All Directory.Read.All Device.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Device.Read.All Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /devices/{id}/registeredUsers/{id}',
    {
      application: 'Device.Read.All Directory.Read.All Device.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Device.Read.All Directory.Read.All Directory.ReadWrite.All',
      note: 'not in the map: as GET /devices/{id}/registeredUsers',
    },
  ],
  [
    'POST /devices/{id}/registeredUsers/$ref',
    {
      delegated: 'Directory.AccessAsUser.All',
      note: 'not in the map: as POST /devices/{id}/registeredUsers',
    },
  ],
  [
    'DELETE /devices/{id}/registeredUsers/{id}/$ref',
    {
      delegated: 'Directory.AccessAsUser.All',
      note: 'not in the map: as DELETE /devices/{id}/registeredUsers/{id}',
    },
  ],
  [
    'GET /devices/{id}/memberOf',
    {
      application: 'Device.Read.All Directory.Read.All Device.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Device.Read.All Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /devices/{id}/memberOf/{id}',
    {
      application: 'Device.Read.All Directory.Read.All Device.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Device.Read.All Directory.Read.All Directory.ReadWrite.All',
      note: 'not in the map: as GET /devices/{id}/memberOf',
    },
  ],
  [
    'GET /devices/{id}/transitiveMemberOf',
    {
      application: 'Device.Read.All Directory.Read.All Device.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Device.Read.All Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /devices/{id}/transitiveMemberOf/{id}',
    {
      application: 'Device.Read.All Directory.Read.All Device.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Device.Read.All Directory.Read.All Directory.ReadWrite.All',
      note: 'not in the map: as GET /devices/{id}/transitiveMemberOf',
    },
  ],
  [
    'GET /contacts',
    {
      application: 'OrgContact.Read.All Directory.Read.All Directory.ReadWrite.All',
      delegated: 'OrgContact.Read.All Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /contacts/{id}',
    {
      application: 'OrgContact.Read.All Directory.Read.All Directory.ReadWrite.All',
      delegated: 'OrgContact.Read.All Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'POST /contacts/{id}/checkMemberGroups',
    {
      application:
        'Application.Read.All AgentIdUser.ReadWrite.All AgentIdUser.ReadWrite.IdentityParentedBy Device.Read.All Directory.Read.All Group.Read.All Group.ReadBasic.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All Application.ReadWrite.All Device.ReadWrite.All Directory.ReadWrite.All Group.ReadWrite.All User.ReadWrite.All',
      delegated:
        'Application.Read.All Device.Read.All Group.ReadBasic.All AgentIdUser.ReadWrite.All AgentIdUser.ReadWrite.IdentityParentedBy Application.ReadWrite.All Directory.Read.All Group.Read.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All Directory.ReadWrite.All Group.ReadWrite.All User.ReadWrite.All',
    },
  ],
  [
    'POST /contacts/{id}/checkMemberObjects',
    {
      application:
        'Application.Read.All AgentIdUser.ReadWrite.All AgentIdUser.ReadWrite.IdentityParentedBy Device.Read.All Directory.Read.All Group.Read.All Group.ReadBasic.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All Application.ReadWrite.All Device.ReadWrite.All Directory.ReadWrite.All Group.ReadWrite.All User.ReadWrite.All',
      delegated:
        'Application.Read.All Device.Read.All Group.ReadBasic.All User.Read AgentIdUser.ReadWrite.All AgentIdUser.ReadWrite.IdentityParentedBy Application.ReadWrite.All Directory.Read.All Group.Read.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All Directory.ReadWrite.All Group.ReadWrite.All User.ReadWrite.All',
    },
  ],
  [
    'POST /contacts/{id}/getMemberGroups',
    {
      application:
        'Application.Read.All Device.Read.All Directory.Read.All Group.Read.All Group.ReadBasic.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All Application.ReadWrite.All Device.ReadWrite.All Directory.ReadWrite.All Group.ReadWrite.All',
      delegated:
        'Application.Read.All Device.Read.All Group.ReadBasic.All Application.ReadWrite.All Directory.Read.All Group.Read.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All Directory.ReadWrite.All Group.ReadWrite.All',
    },
  ],
  [
    'POST /contacts/{id}/getMemberObjects',
    {
      application:
        'Application.Read.All AgentIdUser.ReadWrite.All AgentIdUser.ReadWrite.IdentityParentedBy Device.Read.All Directory.Read.All Group.Read.All Group.ReadBasic.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All Application.ReadWrite.All Device.ReadWrite.All Directory.ReadWrite.All Group.ReadWrite.All User.ReadWrite.All',
      delegated:
        'Application.Read.All Device.Read.All Group.ReadBasic.All User.Read AgentIdUser.ReadWrite.All AgentIdUser.ReadWrite.IdentityParentedBy Application.ReadWrite.All Directory.Read.All Group.Read.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All Directory.ReadWrite.All Group.ReadWrite.All User.ReadWrite.All',
    },
  ],
  [
    'GET /contacts/{id}/manager',
    {
      application: 'OrgContact.Read.All Directory.Read.All Group.Read.All Directory.ReadWrite.All',
      delegated: 'OrgContact.Read.All Directory.Read.All Group.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /contacts/{id}/directReports',
    {
      application: 'OrgContact.Read.All Directory.Read.All Group.Read.All Directory.ReadWrite.All',
      delegated: 'OrgContact.Read.All Directory.Read.All Group.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /contacts/{id}/directReports/{id}',
    {
      application: 'OrgContact.Read.All Directory.Read.All Group.Read.All Directory.ReadWrite.All',
      delegated: 'OrgContact.Read.All Directory.Read.All Group.Read.All Directory.ReadWrite.All',
      note: 'not in the map: as GET /contacts/{id}/directReports',
    },
  ],
  [
    'GET /contacts/{id}/memberOf',
    {
      application: 'OrgContact.Read.All Directory.Read.All Group.Read.All Directory.ReadWrite.All',
      delegated: 'OrgContact.Read.All Directory.Read.All Group.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /contacts/{id}/memberOf/{id}',
    {
      application: 'OrgContact.Read.All Directory.Read.All Group.Read.All Directory.ReadWrite.All',
      delegated: 'OrgContact.Read.All Directory.Read.All Group.Read.All Directory.ReadWrite.All',
      note: 'not in the map: as GET /contacts/{id}/memberOf',
    },
  ],
  [
    'GET /contacts/{id}/transitiveMemberOf',
    {
      application: 'OrgContact.Read.All Directory.Read.All Group.Read.All',
      delegated: 'OrgContact.Read.All Directory.Read.All Group.Read.All',
    },
  ],
  [
    'GET /contacts/{id}/transitiveMemberOf/{id}',
    {
      application: 'OrgContact.Read.All Directory.Read.All Group.Read.All',
      delegated: 'OrgContact.Read.All Directory.Read.All Group.Read.All',
      note: 'not in the map: as GET /contacts/{id}/transitiveMemberOf',
    },
  ],
  [
    'GET /contracts',
    {
      application: 'Directory.Read.All Directory.ReadWrite.All',
      delegated: 'Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /contracts/{id}',
    {
      application: 'Directory.Read.All Directory.ReadWrite.All',
      delegated: 'Directory.Read.All Directory.ReadWrite.All',
    },
  ],
];
