import type { PermissionRows } from './rows.ts';

/** Operations of memberships and relations of people, of the life of groups, of invitations. */
export const relationsPermissions: PermissionRows = [
  [
    'POST /users/{id}/getMemberObjects',
    {
      application:
        'Application.Read.All Device.Read.All Directory.Read.All Group.Read.All Group.ReadBasic.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All Application.ReadWrite.All Device.ReadWrite.All Directory.ReadWrite.All Group.ReadWrite.All User.ReadWrite.All',
      delegated:
        'Application.Read.All Device.Read.All Group.ReadBasic.All User.Read Application.ReadWrite.All Directory.Read.All Group.Read.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All Directory.ReadWrite.All Group.ReadWrite.All User.ReadWrite.All',
    },
  ],
  [
    'POST /users/{id}/checkMemberObjects',
    {
      application:
        'Application.Read.All Device.Read.All Directory.Read.All Group.Read.All Group.ReadBasic.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All Application.ReadWrite.All Device.ReadWrite.All Directory.ReadWrite.All Group.ReadWrite.All User.ReadWrite.All',
      delegated:
        'Application.Read.All Device.Read.All Group.ReadBasic.All User.Read Application.ReadWrite.All Directory.Read.All Group.Read.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All Directory.ReadWrite.All Group.ReadWrite.All User.ReadWrite.All',
    },
  ],
  [
    'POST /me/getMemberObjects',
    {
      application: 'Application.Read.All Device.Read.All Application.ReadWrite.All Device.ReadWrite.All',
      delegated:
        'Application.Read.All Device.Read.All Group.ReadBasic.All User.Read Application.ReadWrite.All Directory.Read.All Group.Read.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All Directory.ReadWrite.All Group.ReadWrite.All User.ReadWrite.All',
    },
  ],
  [
    'POST /me/checkMemberObjects',
    {
      application: 'Application.Read.All Device.Read.All Application.ReadWrite.All Device.ReadWrite.All',
      delegated:
        'Application.Read.All Device.Read.All Group.ReadBasic.All User.Read Application.ReadWrite.All Directory.Read.All Group.Read.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All Directory.ReadWrite.All Group.ReadWrite.All User.ReadWrite.All',
    },
  ],
  [
    'POST /groups/{id}/getMemberGroups',
    {
      application:
        'GroupMember.ReadBasic.All Application.Read.All Device.Read.All Directory.Read.All Group.Read.All Group.ReadBasic.All GroupMember.Read.All User.Read.All Application.ReadWrite.All Device.ReadWrite.All Directory.ReadWrite.All Group.ReadWrite.All',
      delegated:
        'GroupMember.ReadBasic.All Device.Read.All Group.ReadBasic.All Application.Read.All Application.ReadWrite.All Directory.Read.All Group.Read.All GroupMember.Read.All User.Read.All Directory.ReadWrite.All Group.ReadWrite.All',
    },
  ],
  [
    'POST /groups/{id}/getMemberObjects',
    {
      application:
        'GroupMember.ReadBasic.All Application.Read.All Device.Read.All Directory.Read.All Group.Read.All Group.ReadBasic.All GroupMember.Read.All User.Read.All Application.ReadWrite.All Device.ReadWrite.All Directory.ReadWrite.All Group.ReadWrite.All User.ReadWrite.All',
      delegated:
        'GroupMember.ReadBasic.All Device.Read.All Group.ReadBasic.All User.Read Application.Read.All Application.ReadWrite.All Directory.Read.All Group.Read.All GroupMember.Read.All User.Read.All Directory.ReadWrite.All Group.ReadWrite.All User.ReadWrite.All',
    },
  ],
  [
    'POST /groups/{id}/checkMemberGroups',
    {
      application:
        'GroupMember.ReadBasic.All Application.Read.All Device.Read.All Directory.Read.All Group.Read.All Group.ReadBasic.All GroupMember.Read.All User.Read.All Application.ReadWrite.All Device.ReadWrite.All Directory.ReadWrite.All Group.ReadWrite.All User.ReadWrite.All',
      delegated:
        'GroupMember.ReadBasic.All Device.Read.All Group.ReadBasic.All Application.Read.All Application.ReadWrite.All Directory.Read.All Group.Read.All GroupMember.Read.All User.Read.All Directory.ReadWrite.All Group.ReadWrite.All User.ReadWrite.All',
    },
  ],
  [
    'POST /groups/{id}/checkMemberObjects',
    {
      application:
        'GroupMember.ReadBasic.All Application.Read.All Device.Read.All Directory.Read.All Group.Read.All Group.ReadBasic.All GroupMember.Read.All User.Read.All Application.ReadWrite.All Device.ReadWrite.All Directory.ReadWrite.All Group.ReadWrite.All User.ReadWrite.All',
      delegated:
        'GroupMember.ReadBasic.All Device.Read.All Group.ReadBasic.All User.Read Application.Read.All Application.ReadWrite.All Directory.Read.All Group.Read.All GroupMember.Read.All User.Read.All Directory.ReadWrite.All Group.ReadWrite.All User.ReadWrite.All',
    },
  ],
  [
    'GET /users/{id}/createdObjects',
    {
      application: 'User.Read.All Directory.Read.All Directory.ReadWrite.All User.ReadWrite.All',
      delegated:
        'User.Read Directory.Read.All User.Read.All User.ReadWrite Directory.ReadWrite.All User.ReadWrite.All',
    },
  ],
  [
    'GET /users/{id}/ownedDevices',
    {
      application: 'User.Read.All Directory.Read.All Directory.ReadWrite.All User.ReadWrite.All',
      delegated: 'User.Read Directory.Read.All User.Read.All Directory.ReadWrite.All User.ReadWrite.All',
    },
  ],
  [
    'GET /users/{id}/registeredDevices',
    {
      application: 'User.Read.All Directory.Read.All Directory.ReadWrite.All User.ReadWrite.All',
      delegated: 'User.Read Directory.Read.All User.Read.All Directory.ReadWrite.All User.ReadWrite.All',
    },
  ],
  [
    'GET /users/{id}/sponsors',
    {
      application: 'User.Read.All User.ReadWrite.All',
      delegated: 'User.Read User.ReadWrite.All User.Read.All',
    },
  ],
  [
    'GET /users/{id}/sponsorOf',
    {
      application: 'User.Read.All User.ReadWrite.All',
      delegated: 'User.Read User.Read.All User.ReadWrite.All',
    },
  ],
  [
    'GET /me/createdObjects',
    {
      delegated:
        'User.Read Directory.Read.All User.Read.All User.ReadWrite Directory.ReadWrite.All User.ReadWrite.All',
    },
  ],
  [
    'GET /me/ownedDevices',
    { delegated: 'User.Read Directory.Read.All User.Read.All Directory.ReadWrite.All User.ReadWrite.All' },
  ],
  [
    'GET /me/registeredDevices',
    { delegated: 'User.Read Directory.Read.All User.Read.All Directory.ReadWrite.All User.ReadWrite.All' },
  ],
  ['GET /me/sponsors', { delegated: 'User.Read User.Read.All User.ReadWrite.All' }],
  ['GET /me/sponsorOf', { delegated: 'User.Read User.Read.All User.ReadWrite.All' }],
  [
    'POST /users/{id}/sponsors/$ref',
    {
      application: 'User.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'User.ReadWrite.All Directory.ReadWrite.All',
      note: 'reference page: add sponsor',
    },
  ],
  [
    'DELETE /users/{id}/sponsors/{id}/$ref',
    {
      application: 'User.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'User.ReadWrite.All Directory.ReadWrite.All',
      note: 'reference page: remove sponsor',
    },
  ],
  ['POST /me/changePassword', { delegated: 'User-PasswordProfile.ReadWrite.All' }],
  [
    'POST /groups/{id}/renew',
    {
      application: 'Group.ReadWrite.All Directory.ReadWrite.All',
      delegated: 'Group.ReadWrite.All Directory.ReadWrite.All',
    },
  ],
  [
    'POST /groups/{id}/validateProperties',
    { application: 'Group.Read.All Group.ReadWrite.All', delegated: 'Group.Read.All Group.ReadWrite.All' },
  ],
  [
    'GET /groups/{id}/groupLifecyclePolicies',
    {
      application: 'Directory.Read.All Directory.ReadWrite.All',
      delegated: 'Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /groupLifecyclePolicies',
    {
      application: 'Directory.Read.All Directory.ReadWrite.All',
      delegated: 'Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'POST /groupLifecyclePolicies',
    { application: 'Directory.ReadWrite.All', delegated: 'Directory.ReadWrite.All' },
  ],
  [
    'GET /groupLifecyclePolicies/{id}',
    {
      application: 'Directory.Read.All Directory.ReadWrite.All',
      delegated: 'Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'PATCH /groupLifecyclePolicies/{id}',
    { application: 'Directory.ReadWrite.All', delegated: 'Directory.ReadWrite.All' },
  ],
  [
    'DELETE /groupLifecyclePolicies/{id}',
    { application: 'Directory.ReadWrite.All', delegated: 'Directory.ReadWrite.All' },
  ],
  [
    'POST /groupLifecyclePolicies/{id}/addGroup',
    { application: 'Directory.ReadWrite.All', delegated: 'Directory.ReadWrite.All' },
  ],
  [
    'POST /groupLifecyclePolicies/{id}/removeGroup',
    { application: 'Directory.ReadWrite.All', delegated: 'Directory.ReadWrite.All' },
  ],
  [
    'POST /invitations',
    {
      application: 'User.Invite.All Directory.ReadWrite.All User.ReadWrite.All',
      delegated: 'User.Invite.All Directory.ReadWrite.All User.ReadWrite.All',
    },
  ],
  [
    'POST /users/{id}/changePassword',
    { delegated: 'Directory.AccessAsUser.All', note: 'reference page: by the user himself' },
  ],
];
