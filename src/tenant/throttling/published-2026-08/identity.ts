import { type Limit, type Rule, get, limit, post, rule, writes } from '../limit.ts';

const page = 'learn.microsoft.com/graph/throttling-limits';

export const identityLimits: readonly Limit[] = [
  limit('global.requests.app', 'requests', 'app', 130_000, 10, page),
  limit('identity.units.appTenant', 'units', 'appTenant', { S: 3_500, M: 5_000, L: 8_000 }, 10, page),
  limit('identity.units.app', 'units', 'app', 150_000, 20, page),
  limit('identity.writes.appTenant', 'writes', 'appTenant', 3_000, 150, page),
  limit('identity.writes.app', 'writes', 'app', 35_000, 300, page),
  limit('identity.writes.tenant', 'writes', 'tenant', 18_000, 300, page),
  limit('device.writes.appTenant', 'writes', 'appTenant', 3_000, 150, page),
  limit('device.writes.user', 'writes', 'user', 25, 10, page),
  limit('personalApplication.writes.appTenant', 'writes', 'appTenant', 60, 60, page),
  limit('reports.requests.appTenant', 'requests', 'appTenant', 5, 10, page),
  limit('reports.requests.app', 'requests', 'app', 122, 10, page),
  limit('signInActivity.requests.appTenant', 'requests', 'appTenant', 10, 60, page),
  limit('risk.requests.tenant', 'requests', 'tenant', 1, 1, page, { retryAfter: false }),
  limit('identityProviders.requests.tenant', 'requests', 'tenant', 300, 60, page),
  limit('identityProviders.requests.appTenant', 'requests', 'appTenant', 200, 60, page),
  limit('exportPersonalData.requests.tenant', 'requests', 'tenant', 1_000, 86_400, page, {
    retryAfter: false,
  }),
  limit('exportPersonalData.requests.resource', 'requests', 'resource', 100, 86_400, page, {
    retryAfter: false,
  }),
  limit('dataPolicyOperations.requests.tenant', 'requests', 'tenant', 10_000, 3_600, page, {
    retryAfter: false,
  }),
  limit('extensions.requests.appTenant', 'requests', 'appTenant', 455, 10, page),
  limit('invitations.requests.tenant', 'requests', 'tenant', 150, 5, page),
];

/** Before the others: they tell the paths below a user or a group from identity's own. */
export const identityRules: readonly Rule[] = [
  rule('/auditLogs/**', 'reports'),
  rule('/reports/authenticationMethods/**', 'reports'),
  rule('/reports/applicationSignInDetailedSummary/**', 'reports'),
  rule('/reports/credentialUserRegistrationDetails/**', 'reports'),
  rule('/reports/userCredentialUsageDetails/**', 'reports'),
  rule('/reports/getAzureADApplicationSignInSummary', 'reports'),
  rule('/reports/getCredentialUsageSummary', 'reports'),
  rule('/reports/getCredentialUserRegistrationCount', 'reports'),
  rule('/users/*/authentication/**', 'reports'),
  rule('/identity/conditionalAccess/policies/**', 'risk'),
  rule('/identity/conditionalAccess/namedLocations/**', 'risk'),
  // Templates and authentication strengths are not among what the page lists.
  rule('/identity/conditionalAccess/**', 'identity'),
  rule('/identityProtection/**', 'risk'),
  rule('/identity/**', 'identityProviders'),
  rule('/policies/authenticationFlowsPolicy', 'identityProviders'),
  rule('/users/*/exportPersonalData', 'exportPersonalData', post, { resource: 1 }),
  rule('/dataPolicyOperations/**', 'dataPolicyOperations'),
  rule('/invitations/**', 'invitations'),
  rule('/schemaExtensions/**', 'extensions'),
  rule('/*/*/extensions/**', 'extensions'),
];

/** Base costs in resource units; what is not listed costs 1. The same page; `me/…` stands there for `users/{id}/…`. */
export const identityCosts: readonly Rule[] = [
  rule('/applications', 'identity', get, { units: 2 }),
  rule('/applications/*/extensionProperties', 'identity', get, { units: 2 }),
  rule('/contracts', 'identity', get, { units: 3 }),
  rule('/directoryObjects/getByIds', 'identity', post, { units: 5, unitsWithSelect: 2, reads: true }),
  rule('/getObjectsById', 'identity', post, { units: 5, unitsWithSelect: 2, reads: true }),
  rule('/domains/*/domainNameReferences', 'identity', get, { units: 4 }),
  rule('/groups/*/members', 'identity', get, { units: 3 }),
  rule('/groups/*/transitiveMembers', 'identity', get, { units: 5 }),
  rule('/isMemberOf', 'identity', post, { units: 4, reads: true }),
  rule('/*/*/checkMemberGroups', 'identity', post, { units: 4, reads: true }),
  rule('/*/*/checkMemberObjects', 'identity', post, { units: 4, reads: true }),
  rule('/*/*/getMemberGroups', 'identity', post, { units: 2, reads: true }),
  rule('/*/*/getMemberObjects', 'identity', post, { units: 2, reads: true }),
  rule('/users/*/licenseDetails', 'identity', get, { units: 2 }),
  rule('/users/*/memberOf', 'identity', get, { units: 2 }),
  rule('/users/*/ownedObjects', 'identity', get, { units: 2 }),
  rule('/users/*/transitiveMemberOf', 'identity', get, { units: 2 }),
  rule('/oauth2PermissionGrants', 'identity', get, { units: 2 }),
  rule('/oauth2PermissionGrants/*', 'identity', get, { units: 2 }),
  rule('/servicePrincipals/*/appRoleAssignments', 'identity', get, { units: 2 }),
  rule('/subscribedSkus', 'identity', get, { units: 3 }),
  rule('/users', 'identity', get, { units: 2 }),
  rule('/devices/**', 'device', writes, { also: 'identity' }),
];

/** Sets of the directory: the resources that the page lists, and the roles beside them, which are believed to be. */
export const identitySets = [
  'administrativeUnits',
  'applications',
  'contacts',
  'contracts',
  'devices',
  'directory',
  'directoryObjects',
  'directoryRoles',
  'directoryRoleTemplates',
  'domains',
  'groups',
  'groupSettings',
  'groupSettingTemplates',
  'oauth2PermissionGrants',
  'organization',
  'policies',
  'roleManagement',
  'servicePrincipals',
  'subscribedSkus',
  'users',
];
