/**
 * Which application permissions open which operation: facts from Microsoft's published permission map. The first
 * alternative is the least privileged; `A+B` needs both. Where that map has holes or marks that contradict the
 * reference pages (`members/$ref` has no POST entry; `memberOf` marks Directory.Read.All as least), the operation's
 * reference page decides, and the row says so.
 * `Application.ReadWrite.OwnedBy` opens creating, and changing what the caller owns: owners of applications are not
 * kept yet, so it changes nothing.
 */
type Row = readonly [operation: string, alternatives: string, note?: string];

const rows: readonly Row[] = [
  [
    'GET /users',
    'User.ReadBasic.All User.Read.All User.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
  ],
  [
    'GET /users/$count',
    'User.ReadBasic.All User.Read.All User.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
    'as the list',
  ],
  ['POST /users', 'User.ReadWrite.All Directory.ReadWrite.All'],
  [
    'GET /users/{id}',
    'User.ReadBasic.All User.Read.All User.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
  ],
  ['PATCH /users/{id}', 'User.ReadWrite.All Directory.ReadWrite.All'],
  ['DELETE /users/{id}', 'User.DeleteRestore.All User.ReadWrite.All'],
  ['GET /users/{id}/manager', 'User.Read.All User.ReadWrite.All Directory.Read.All Directory.ReadWrite.All'],
  [
    'PUT /users/{id}/manager/$ref',
    'User.ReadWrite.All Directory.ReadWrite.All',
    'reference page: assign manager',
  ],
  [
    'DELETE /users/{id}/manager/$ref',
    'User.ReadWrite.All Directory.ReadWrite.All',
    'reference page: remove manager',
  ],
  [
    'GET /users/{id}/directReports',
    'User.Read.All User.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
  ],
  [
    'GET /users/{id}/memberOf',
    'GroupMember.ReadBasic.All Group.ReadBasic.All User.Read.All GroupMember.Read.All Group.Read.All Directory.Read.All Directory.ReadWrite.All',
    'reference page: list memberOf',
  ],
  [
    'GET /users/{id}/transitiveMemberOf',
    'GroupMember.ReadBasic.All Group.ReadBasic.All User.Read.All GroupMember.Read.All Group.Read.All Directory.Read.All Directory.ReadWrite.All',
    'reference page',
  ],
  [
    'GET /users/{id}/ownedObjects',
    'User.Read.All User.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
  ],
  [
    'GET /users/{id}/licenseDetails',
    'LicenseAssignment.Read.All User.Read.All User.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
  ],
  [
    'POST /users/{id}/assignLicense',
    'LicenseAssignment.ReadWrite.All User.ReadWrite.All Directory.ReadWrite.All',
  ],
  [
    'POST /users/{id}/revokeSignInSessions',
    'User.RevokeSessions.All User.ReadWrite.All Directory.ReadWrite.All',
  ],
  ['POST /users/{id}/sendMail', 'Mail.Send'],
  [
    'POST /users/{id}/getMemberGroups',
    'GroupMember.ReadBasic.All GroupMember.Read.All Group.Read.All User.Read.All Directory.Read.All Group.ReadBasic.All Group.ReadWrite.All Directory.ReadWrite.All Application.Read.All Application.ReadWrite.All Device.Read.All Device.ReadWrite.All',
  ],
  [
    'POST /users/{id}/checkMemberGroups',
    'GroupMember.ReadBasic.All GroupMember.Read.All Group.Read.All User.Read.All User.ReadWrite.All Directory.Read.All Group.ReadBasic.All Group.ReadWrite.All Directory.ReadWrite.All Application.Read.All Application.ReadWrite.All Device.Read.All Device.ReadWrite.All',
  ],
  [
    'GET /groups',
    'Group.ReadBasic.All GroupMember.Read.All Group.Read.All Group.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
  ],
  [
    'GET /groups/$count',
    'Group.ReadBasic.All GroupMember.Read.All Group.Read.All Group.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
    'as the list',
  ],
  ['POST /groups', 'Group.Create Group.ReadWrite.All Directory.ReadWrite.All'],
  [
    'GET /groups/{id}',
    'Group.ReadBasic.All GroupMember.Read.All Group.Read.All Group.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
  ],
  ['PATCH /groups/{id}', 'Group.ReadWrite.All Directory.ReadWrite.All'],
  ['DELETE /groups/{id}', 'Group.ReadWrite.All'],
  [
    'GET /groups/{id}/members',
    'GroupMember.ReadBasic.All GroupMember.Read.All Group.Read.All GroupMember.ReadWrite.All Group.ReadWrite.All Directory.Read.All Group.ReadBasic.All',
  ],
  [
    'GET /groups/{id}/members/$count',
    'GroupMember.ReadBasic.All GroupMember.Read.All Group.Read.All GroupMember.ReadWrite.All Group.ReadWrite.All Directory.Read.All Group.ReadBasic.All',
    'as the list',
  ],
  [
    'GET /groups/{id}/transitiveMembers',
    'GroupMember.ReadBasic.All GroupMember.Read.All Group.Read.All GroupMember.ReadWrite.All Group.ReadWrite.All Directory.Read.All Group.ReadBasic.All',
  ],
  [
    'POST /groups/{id}/members/$ref',
    'GroupMember.ReadWrite.All Group.ReadWrite.All Directory.ReadWrite.All',
    'missing in the map; reference page: add members',
  ],
  [
    'DELETE /groups/{id}/members/{id}/$ref',
    'GroupMember.ReadWrite.All Group.ReadWrite.All Directory.ReadWrite.All',
    'in the map without $ref',
  ],
  [
    'GET /groups/{id}/owners',
    'GroupMember.Read.All Group.Read.All GroupMember.ReadWrite.All Group.ReadWrite.All Directory.Read.All',
  ],
  [
    'POST /groups/{id}/owners/$ref',
    'Group.ReadWrite.All Directory.ReadWrite.All',
    'reference page: add owners',
  ],
  [
    'DELETE /groups/{id}/owners/{id}/$ref',
    'Group.ReadWrite.All Directory.ReadWrite.All',
    'reference page: remove owners',
  ],
  [
    'GET /groups/{id}/memberOf',
    'GroupMember.ReadBasic.All GroupMember.Read.All Group.Read.All Directory.Read.All Directory.ReadWrite.All Group.ReadBasic.All',
  ],
  [
    'GET /groups/{id}/transitiveMemberOf',
    'GroupMember.ReadBasic.All Group.ReadBasic.All Directory.Read.All Directory.ReadWrite.All',
  ],
  [
    'GET /subscribedSkus',
    'LicenseAssignment.Read.All Organization.Read.All Directory.Read.All Organization.ReadWrite.All Directory.ReadWrite.All',
  ],
  [
    'GET /subscribedSkus/{id}',
    'LicenseAssignment.Read.All Organization.Read.All Directory.Read.All Organization.ReadWrite.All Directory.ReadWrite.All',
  ],
  [
    'GET /organization',
    'Organization.Read.All User.Read.All Directory.Read.All Organization.ReadWrite.All Directory.ReadWrite.All',
  ],
  [
    'GET /organization/{id}',
    'Organization.Read.All User.Read.All Directory.Read.All Organization.ReadWrite.All Directory.ReadWrite.All',
  ],
  ['GET /domains', 'Domain.Read.All Domain.ReadWrite.All Directory.Read.All'],
  ['GET /domains/{id}', 'Domain.Read.All Domain.ReadWrite.All Directory.Read.All'],
  [
    'GET /applications',
    'Application.Read.All Application.ReadWrite.All Directory.Read.All Application.ReadWrite.OwnedBy',
  ],
  ['POST /applications', 'Application.ReadWrite.OwnedBy Application.ReadWrite.All AppRegistration.Create'],
  [
    'GET /applications/{id}',
    'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All Application.ReadWrite.OwnedBy',
  ],
  ['PATCH /applications/{id}', 'Application.ReadWrite.All'],
  ['DELETE /applications/{id}', 'Application.ReadWrite.All'],
  ['POST /applications/{id}/addPassword', 'Application.ReadWrite.All Directory.ReadWrite.All'],
  ['POST /applications/{id}/removePassword', 'Application.ReadWrite.All Directory.ReadWrite.All'],
  [
    'GET /servicePrincipals',
    'Application.Read.All Application.ReadWrite.All Directory.Read.All Application.ReadWrite.OwnedBy',
  ],
  [
    'POST /servicePrincipals',
    'Application.ReadWrite.OwnedBy Application.ReadWrite.All Directory.ReadWrite.All',
  ],
  [
    'GET /servicePrincipals/{id}',
    'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All Application.ReadWrite.OwnedBy',
  ],
  ['PATCH /servicePrincipals/{id}', 'Application.ReadWrite.All Directory.ReadWrite.All'],
  ['DELETE /servicePrincipals/{id}', 'Application.ReadWrite.All Directory.ReadWrite.All'],
  [
    'GET /servicePrincipals/{id}/memberOf',
    'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All Application.ReadWrite.OwnedBy',
  ],
  ...['appRoleAssignments', 'appRoleAssignedTo'].flatMap((navigation): Row[] => [
    [
      `GET /servicePrincipals/{id}/${navigation}`,
      'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All Application.ReadWrite.OwnedBy',
    ],
    [
      `POST /servicePrincipals/{id}/${navigation}`,
      'AppRoleAssignment.ReadWrite.All+Application.Read.All AppRoleAssignment.ReadWrite.All+Application.ReadWrite.All AppRoleAssignment.ReadWrite.All+Directory.Read.All',
    ],
    [
      `DELETE /servicePrincipals/{id}/${navigation}/{id}`,
      'AppRoleAssignment.ReadWrite.All Application.ReadWrite.All',
    ],
  ]),
  ['GET /directoryObjects/{id}', 'Directory.Read.All Directory.ReadWrite.All'],
];

/** Alternatives, least privileged first; each is the list of permissions that it takes together. */
export const permissions: ReadonlyMap<string, readonly (readonly string[])[]> = new Map(
  rows.map(([operation, alternatives]) => [
    operation,
    alternatives.split(' ').map((each) => each.split('+')),
  ]),
);

/**
 * Permissions that open an operation for some properties only. Source: reference page of "Update user": enabling and
 * disabling an account may be granted by itself.
 */
export const partialPermissions: readonly {
  readonly operation: string;
  readonly permissions: readonly string[];
  readonly properties: readonly string[];
}[] = [
  {
    operation: 'PATCH /users/{id}',
    permissions: ['User.EnableDisableAccount.All', 'User.Read.All'],
    properties: ['accountEnabled'],
  },
  {
    operation: 'PATCH /users/{id}',
    permissions: ['User-PasswordProfile.ReadWrite.All', 'User.Read.All'],
    properties: ['passwordProfile'],
  },
  {
    operation: 'PATCH /users/{id}',
    permissions: ['User-Mail.ReadWrite.All', 'User.Read.All'],
    properties: ['otherMails'],
  },
  {
    operation: 'PATCH /users/{id}',
    permissions: ['User-Phone.ReadWrite.All', 'User.Read.All'],
    properties: ['businessPhones', 'mobilePhone'],
  },
];
