import { expect, test } from 'vitest';

import { classifier } from './classify.ts';
import { published202608 } from './published-2026-08/index.ts';
import { asked } from './testing/limited.ts';

const classify = classifier(published202608);

/** Microsoft's table of costs and modifiers, and what each service's page lists. */
const cases: readonly [method: string, url: string, of: string, units: number, writes: number][] = [
  ['GET', '/users', 'identity', 2, 0],
  ['GET', '/users?$select=id', 'identity', 1, 0],
  ['GET', '/users?$expand=manager', 'identity', 3, 0],
  ['GET', '/users?$top=5', 'identity', 1, 0],
  ['GET', '/users?$top=20', 'identity', 2, 0],
  ['GET', '/users?$select=id&$expand=manager&$top=19', 'identity', 1, 0],
  ['GET', '/users?$select=id&$top=5', 'identity', 1, 0],
  ['GET', '/users/one', 'identity', 1, 0],
  ['GET', "/users('one')", 'identity', 1, 0],
  ['GET', '/users/$count', 'identity', 1, 0],
  ['GET', '/users/delta', 'identity', 1, 0],
  ['GET', '/users/one/memberOf', 'identity', 2, 0],
  ['GET', '/me/memberOf', 'identity', 2, 0],
  ['GET', '/users/one/memberOf/microsoft.graph.group', 'identity', 2, 0],
  ['GET', '/users/one/transitiveMemberOf', 'identity', 2, 0],
  ['GET', '/users/one/licenseDetails', 'identity', 2, 0],
  ['GET', '/groups', 'identity', 1, 0],
  ['GET', '/groups/g/members', 'identity', 3, 0],
  ['GET', "/groups('g')/members", 'identity', 3, 0],
  ['GET', '/groups/g/transitiveMembers', 'identity', 5, 0],
  ['GET', '/groups/g/transitiveMembers?$select=id', 'identity', 4, 0],
  ['POST', '/users', 'identity', 1, 1],
  ['PATCH', '/users/one', 'identity', 1, 1],
  ['DELETE', '/groups/g/members/one/$ref', 'identity', 1, 1],
  ['POST', '/users/one/getMemberGroups', 'identity', 2, 0],
  ['POST', '/users/one/checkMemberGroups', 'identity', 4, 0],
  ['POST', '/users/one/microsoft.graph.checkMemberObjects', 'identity', 4, 0],
  ['POST', '/directoryObjects/getByIds', 'identity', 5, 0],
  ['POST', '/directoryObjects/microsoft.graph.getByIds?$select=id', 'identity', 2, 0],
  ['GET', '/applications', 'identity', 2, 0],
  ['GET', '/applications/a/extensionProperties', 'identity', 2, 0],
  ['GET', '/domains/d/domainNameReferences', 'identity', 4, 0],
  ['GET', '/contracts', 'identity', 3, 0],
  ['GET', '/subscribedSkus', 'identity', 3, 0],
  ['GET', '/oauth2PermissionGrants/g', 'identity', 2, 0],
  ['GET', '/servicePrincipals/s/appRoleAssignments', 'identity', 2, 0],
  ['GET', '/servicePrincipals/s/appRoleAssignedTo', 'identity', 1, 0],
  ['PATCH', '/devices/d', 'device', 1, 1],
  ['GET', '/devices/d', 'identity', 1, 0],
  ['GET', '/auditLogs/signIns', 'reports', 1, 0],
  ['GET', '/users/one/authentication/methods', 'reports', 1, 0],
  ['GET', '/reports/authenticationMethods/userRegistrationDetails', 'reports', 1, 0],
  ['GET', '/identity/conditionalAccess/policies', 'risk', 1, 0],
  ['POST', '/identity/conditionalAccess/namedLocations', 'risk', 1, 1],
  ['GET', '/identityProtection/riskyUsers', 'risk', 1, 0],
  ['GET', '/users/one/messages', 'outlook', 1, 0],
  ['POST', '/users/one/sendMail', 'outlook', 1, 1],
  ['GET', '/me/mailboxSettings', 'outlook', 1, 0],
  ['GET', "/reports/getOffice365ActiveUserDetail(period='D7')", 'usageReports', 1, 0],
  ['GET', '/subscriptions', 'subscriptionList', 1, 0],
  ['GET', '/subscriptions/s', 'subscriptions', 1, 0],
  ['POST', '/subscriptions', 'subscriptions', 1, 1],
  ['GET', '/admin/serviceAnnouncement/messages', 'serviceCommunications', 1, 0],
  ['POST', '/invitations', 'invitations', 1, 1],
  ['POST', '/users/one/extensions', 'extensions', 1, 1],
  ['GET', '/schemaExtensions', 'extensions', 1, 0],
  ['GET', '/teams/t', 'teams.getTeam', 1, 0],
  ['POST', '/teams/t/members', 'teams.addTeamMember', 1, 1],
  ['GET', '/teams/t/channels/c', 'teams.getChannel', 1, 0],
  ['GET', '/teams/t/channels/getAllMessages', 'teams.exportMessages', 1, 0],
  ['GET', '/teams/t/channels/c/filesFolder', 'teams.readChannel', 1, 0],
  ['GET', '/teams/t/installedApps', 'teams.read', 1, 0],
  ['PUT', '/groups/g/team', 'teams.teamOfGroup', 1, 1],
  ['GET', '/sites/s', 'sharepoint', 1, 0],
  ['GET', '/sites/s/lists', 'sharepoint', 2, 0],
  ['POST', '/drives/d/items/i/invite', 'sharepoint', 5, 1],
  ['GET', '/drives/d/items/i/permissions', 'sharepoint', 5, 0],
  ['GET', '/drives/d/items/i?$expand=permissions', 'sharepoint', 5, 0],
  ['GET', '/drives/d/items/i', 'sharepoint', 1, 0],
  ['GET', '/drives/d/items/i/children', 'sharepoint', 2, 0],
  ['PATCH', '/drives/d/items/i', 'sharepoint', 2, 1],
];

test.each(cases)('%s %s counts for %s: %i units, %i writes', (method, url, of, units, writes) => {
  const counted = classify(asked(method, url));
  expect([counted.classes[1], counted.units, counted.writes]).toEqual([of, units, writes]);
});

test('a write of a device counts for the directory too, and sign-in activity for its own limit', () => {
  expect(classify(asked('DELETE', '/devices/d')).classes).toEqual(['global', 'device', 'identity']);
  for (const url of [
    '/users?$select=id,signInActivity',
    '/users?$filter=signInActivity/lastSignInDateTime le 2026-01-01',
  ])
    expect(classify(asked('GET', url)).classes).toEqual(['global', 'identity', 'signInActivity']);
});

test('JSON of the reports is counted apart, in beta only', () => {
  const url = "/reports/getEmailActivityCounts(period='D7')?$format=application/json";
  expect(classify(asked('GET', url)).classes).toContain('usageReports');
  expect(classify(asked('GET', url, { version: 'beta' })).classes).toContain('usageReportsJson');
});

test('the resource is the mailbox, the team, the channel or the report', () => {
  const resources = [
    '/users/One/messages',
    '/teams/t/channels',
    '/teams/t/channels/c',
    "/reports/getX(period='D7')",
  ];
  expect(resources.map((path) => classify(asked('GET', path)).resource)).toEqual(['one', 't', 'c', 'getx']);
  const own = classify(asked('GET', '/me/messages', { principal: { appId: 'app', userId: 'Me' } }));
  expect(own.resource).toBe('Me');
});

test('every limit holds for a class that some rule gives, and no two share a name', () => {
  const given = new Set(['global', 'signInActivity', 'personalApplication', 'usageReportsJson']);
  for (const { of, also } of published202608.rules) given.add(of).add(also ?? of);
  expect(published202608.limits.filter(({ of }) => !given.has(of)).map(({ name }) => name)).toEqual([]);
  expect(new Set(published202608.limits.map(({ name }) => name)).size).toBe(published202608.limits.length);
  expect(published202608.limits.filter(({ source }) => source === '')).toEqual([]);
});
