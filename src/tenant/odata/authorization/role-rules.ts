/**
 * What somebody who signed in may do through an application beyond its scopes: who he is decides. First row that fits
 * counts; a Global Administrator may do all; writes without a row are his alone, reads without a row every member's.
 * Sources: learn.microsoft.com/entra/identity/role-based-access-control (permissions-reference, delegate-by-task) and
 * fundamentals/users-default-permissions.
 */
export interface RoleRule {
  /** `GET`, `write` (all others), or one method. */
  readonly method: string;
  /** Beginning of the operation's template, as of `/users/{id}` also where it was reached by `/me`. */
  readonly path: RegExp;
  readonly may: readonly (Anybody | string)[];
  /** Only where the body says so. */
  readonly when?: (body: Readonly<Record<string, unknown>>) => boolean;
}

/** Guests too; members only; the user himself; an owner of the object; a device's registered owner. */
export type Anybody = 'anybody' | 'member' | 'self' | 'owner';

const reading = ['Global Reader'];
const security = ['Security Reader', 'Security Operator', 'Security Administrator', ...reading];
const applications = ['Application Administrator', 'Cloud Application Administrator'];
const privileged = ['Privileged Role Administrator'];

export const roleRules: readonly RoleRule[] = [
  // One's own account.
  { method: 'write', path: /^\/users\/\{id\}\/(sendMail|messages|mailFolders|events)/, may: ['self'] },
  { method: 'POST', path: /^\/users\/\{id\}\/changePassword$/, may: ['self'] },
  {
    method: 'POST',
    path: /^\/users\/\{id\}\/(getMember|checkMember)/,
    may: ['self', 'member'],
  },
  {
    method: 'POST',
    path: /^\/users\/\{id\}\/revokeSignInSessions$/,
    may: [
      'self',
      'User Administrator',
      'Helpdesk Administrator',
      'Authentication Administrator',
      'Privileged Authentication Administrator',
      'Password Administrator',
      'Security Operator',
      'Security Administrator',
    ],
  },
  {
    method: 'POST',
    path: /^\/users\/\{id\}\/(assignLicense|reprocessLicenseAssignment)$/,
    may: ['License Administrator', 'User Administrator'],
  },
  {
    method: 'GET',
    path: /^\/users\/\{id\}\/authentication/,
    may: ['self', 'Authentication Administrator', 'Privileged Authentication Administrator', ...reading],
  },
  {
    method: 'write',
    path: /^\/users\/\{id\}\/authentication/,
    may: ['self', 'Authentication Administrator', 'Privileged Authentication Administrator'],
  },
  { method: 'write', path: /^\/users\/\{id\}\/photo/, may: ['self', 'User Administrator'] },
  // `PATCH` goes property by property: see `profile.ts`.
  {
    method: 'PATCH',
    path: /^\/users\/\{id\}$/,
    may: [
      'self',
      'User Administrator',
      'Directory Writers',
      'License Administrator',
      'Helpdesk Administrator',
      'Password Administrator',
      'Authentication Administrator',
      'Privileged Authentication Administrator',
    ],
  },
  { method: 'write', path: /^\/users/, may: ['User Administrator'] },
  { method: 'POST', path: /^\/invitations$/, may: ['anybody'] },
  // Guests see what they are led to, and list nothing.
  {
    method: 'GET',
    path: /^\/(users|groups|applications|servicePrincipals|devices|contacts)(\/\$count|\/delta)?$/,
    may: ['member'],
  },
  // Groups.
  { method: 'POST', path: /^\/groups$/, may: ['member'] },
  {
    method: 'POST',
    path: /^\/groups\/(\{id\}\/)?(getMember|checkMember|validateProperties|getByIds)/,
    may: ['member'],
  },
  {
    method: 'POST',
    path: /^\/groups\/\{id\}\/assignLicense$/,
    may: ['License Administrator', 'User Administrator', 'Groups Administrator'],
  },
  { method: 'write', path: /^\/groups/, may: ['owner', 'Groups Administrator', 'User Administrator'] },
  { method: 'write', path: /^\/groupLifecyclePolicies/, may: ['Groups Administrator'] },
  // Applications and what they are granted.
  {
    method: 'write',
    path: /^\/servicePrincipals\/\{id\}\/(appRoleAssignments|appRoleAssignedTo)/,
    may: [...applications, ...privileged],
  },
  {
    method: 'write',
    path: /^\/(users|groups)\/\{id\}\/appRoleAssignments/,
    may: [...applications, ...privileged],
  },
  { method: 'write', path: /^\/oauth2PermissionGrants/, may: [...applications, ...privileged] },
  { method: 'POST', path: /^\/applications$/, may: ['member', 'Application Developer'] },
  { method: 'write', path: /^\/(applications|servicePrincipals)/, may: ['owner', ...applications] },
  // Roles and units. Whoever is eligible for a role activates it himself.
  {
    method: 'POST',
    path: /^\/roleManagement\/directory\/role(Assignment|Eligibility)ScheduleRequests/,
    may: ['member'],
    when: ({ action }) => typeof action === 'string' && action.startsWith('self'),
  },
  { method: 'GET', path: /filterByCurrentUser/, may: ['member'] },
  {
    method: 'GET',
    path: /^\/roleManagement\/directory\/role(Assignment|Eligibility)Schedule/,
    may: [...privileged, ...security],
  },
  {
    method: 'write',
    path: /^\/(roleManagement|directoryRoles|directory\/administrativeUnits)/,
    may: privileged,
  },
  // The bin.
  {
    method: 'GET',
    path: /^\/directory\/deletedItems/,
    may: ['User Administrator', 'Groups Administrator', ...applications, ...reading],
  },
  {
    method: 'write',
    path: /^\/directory\/deletedItems/,
    may: ['User Administrator', 'Groups Administrator', ...applications],
  },
  // Policies.
  {
    method: 'GET',
    path: /^\/identity\/conditionalAccess/,
    may: ['Conditional Access Administrator', ...security],
  },
  {
    method: 'write',
    path: /^\/identity\/conditionalAccess/,
    may: ['Conditional Access Administrator', 'Security Administrator'],
  },
  {
    method: 'write',
    path: /^\/policies\/authenticationMethodsPolicy/,
    may: ['Authentication Policy Administrator'],
  },
  { method: 'write', path: /^\/policies\/authorizationPolicy/, may: privileged },
  { method: 'write', path: /^\/policies/, may: ['Security Administrator', ...applications] },
  // Devices, domains, the organization.
  {
    method: 'write',
    path: /^\/devices/,
    may: ['Cloud Device Administrator', 'Intune Administrator'],
  },
  { method: 'write', path: /^\/domains/, may: ['Domain Name Administrator'] },
  // Logs and reports.
  { method: 'GET', path: /^\/auditLogs/, may: ['Reports Reader', ...security] },
  {
    method: 'GET',
    path: /^\/reports/,
    may: [
      'Reports Reader',
      'Usage Summary Reports Reader',
      'Exchange Administrator',
      'SharePoint Administrator',
      'Teams Administrator',
      'Skype for Business Administrator',
      ...reading,
    ],
  },
  {
    method: 'GET',
    path: /^\/admin\/serviceAnnouncement/,
    may: [
      'Service Support Administrator',
      'Message Center Reader',
      'Message Center Privacy Reader',
      'Helpdesk Administrator',
      'User Administrator',
      'Reports Reader',
      ...reading,
    ],
  },
  // Asking several things at once, hooks and what is asked of the directory without changing it.
  { method: 'POST', path: /^\/directoryObjects/, may: ['member'] },
  { method: 'write', path: /^\/(subscriptions|schemaExtensions|\$batch)/, may: ['anybody'] },
];
