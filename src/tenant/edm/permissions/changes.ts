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

/** Of the bin, by type. Source: reference pages of deletedItems, which name a permission for each; the map has no rows for most. */
const recycled: readonly (readonly [type: string, read: string, write: string, purge: string])[] = [
  [
    'user',
    'User.Read.All User.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
    'User.DeleteRestore.All User.ReadWrite.All',
    'User.DeleteRestore.All User.ReadWrite.All',
  ],
  [
    'group',
    'Group.Read.All Group.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
    'Group.ReadWrite.All',
    'Group.ReadWrite.All',
  ],
  [
    'application',
    'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
    'Application.ReadWrite.All',
    'Application.ReadWrite.All',
  ],
  [
    'servicePrincipal',
    'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
    'Application.ReadWrite.All',
    'Application.ReadWrite.All',
  ],
  [
    'administrativeUnit',
    'AdministrativeUnit.Read.All AdministrativeUnit.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
    'AdministrativeUnit.ReadWrite.All',
    'AdministrativeUnit.ReadWrite.All',
  ],
  [
    'device',
    'Device.Read.All Directory.Read.All Directory.ReadWrite.All',
    'Device.ReadWrite.All',
    'Device.ReadWrite.All',
  ],
];

const all = (column: 1 | 2 | 3): string =>
  [...new Set(recycled.flatMap((row) => row[column].split(' ')))].join(' ');
const both = (permissions: string) => ({ application: permissions, delegated: permissions });
const binRoot = '/directory/deletedItems';

const deletedItems: PermissionRows = [
  ...recycled.flatMap(([type, read, write, purge]): PermissionRows => {
    const path = `${binRoot}/microsoft.graph.${type}`;
    return [
      [`GET ${path}`, both(read)],
      [`GET ${path}/{id}`, both(read)],
      [`DELETE ${path}/{id}`, both(purge)],
      [`POST ${path}/{id}/restore`, both(write)],
    ];
  }),
  // Nothing lies there under that id: whoever might have seen it is told so.
  [`GET ${binRoot}/{id}`, both(all(1))],
  [`DELETE ${binRoot}/{id}`, both(all(3))],
  [`POST ${binRoot}/{id}/restore`, both(all(2))],
  [`POST ${binRoot}/getUserOwnedObjects`, both('Group.Read.All Group.ReadWrite.All')],
];

const definitions = {
  application: 'Application.ReadWrite.OwnedBy Application.ReadWrite.All Directory.ReadWrite.All',
  delegated: 'Application.ReadWrite.All Directory.ReadWrite.All',
};
const readDefinitions = {
  application: 'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
  delegated: 'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
};
const readSchemas = { application: 'Application.Read.All', delegated: 'User.Read Application.Read.All' };
const writeSchemas = {
  application: 'Application.ReadWrite.All Directory.ReadWrite.All',
  delegated: 'Application.ReadWrite.All',
};

/** Open extensions take what their object takes (reference page of opentypeextension); the map has no rows. */
const openExtensions = (path: string, read: string, write: string): PermissionRows => [
  [`GET ${path}`, both(read)],
  [`GET ${path}/{id}`, both(read)],
  [`POST ${path}`, both(write)],
  [`PATCH ${path}/{id}`, both(write)],
  [`DELETE ${path}/{id}`, both(write)],
];

const extensions: PermissionRows = [
  ['GET /applications/{id}/extensionProperties', readDefinitions],
  ['GET /applications/{id}/extensionProperties/{id}', readDefinitions],
  ['POST /applications/{id}/extensionProperties', definitions],
  ['DELETE /applications/{id}/extensionProperties/{id}', definitions],
  ['POST /directoryObjects/getAvailableExtensionProperties', both('Directory.Read.All')],
  ['GET /schemaExtensions', readSchemas],
  ['GET /schemaExtensions/{id}', readSchemas],
  ['POST /schemaExtensions', writeSchemas],
  ['PATCH /schemaExtensions/{id}', writeSchemas],
  ['DELETE /schemaExtensions/{id}', writeSchemas],
  ...openExtensions('/users/{id}/extensions', users, 'User.ReadWrite.All Directory.ReadWrite.All'),
  ...openExtensions(
    '/groups/{id}/extensions',
    'Group.Read.All Group.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
    'Group.ReadWrite.All Directory.ReadWrite.All',
  ),
  ...openExtensions(
    '/organization/{id}/extensions',
    'Organization.Read.All Organization.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
    'Organization.ReadWrite.All',
  ),
];

/** Subscribing takes what reading the resource takes: the hook of the subscription asks for that too. */
const subscribing = both(
  'User.Read.All Group.Read.All GroupMember.Read.All User.ReadWrite.All Group.ReadWrite.All Directory.Read.All Directory.ReadWrite.All Mail.Read Mail.ReadWrite',
);

const subscriptions: PermissionRows = [
  ['GET /subscriptions', subscribing],
  ['GET /subscriptions/{id}', subscribing],
  ['POST /subscriptions', subscribing],
  ['PATCH /subscriptions/{id}', subscribing],
  ['DELETE /subscriptions/{id}', subscribing],
  ['POST /subscriptions/{id}/reauthorize', subscribing],
];

export const changesPermissions: PermissionRows = [
  ...subscriptions,
  ...extensions,
  ...deletedItems,
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
