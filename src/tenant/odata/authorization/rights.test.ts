import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Principal } from '../request.ts';
import { type Engine, groupId, testEngine, userId } from '../testing/engine.ts';
import { roleIds } from './role-ids.ts';

let engine: Engine;
beforeAll(() => {
  engine = testEngine();
  const { state } = engine;
  for (const [n, role] of [
    [4, 'Global Administrator'],
    [5, 'User Administrator'],
    [6, 'Helpdesk Administrator'],
    [7, 'Exchange Administrator'],
  ] as const)
    give(userId(n), role);
  state.update('user', userId(8), { userType: 'Guest' });
  state.insert('group', {
    id: assignable,
    displayName: 'Assignable',
    isAssignableToRole: true,
    groupTypes: [],
  });
  state.link('group.members', assignable, userId(9));
  state.insert('application', { id: owned, appId: owned, displayName: 'Owned' });
  state.insert('application', { id: foreign, appId: foreign, displayName: 'Foreign' });
  state.link('application.owners', owned, userId(1));
  state.link('application.owners', owned, 'principal');
});
afterAll(() => engine.close());

const assignable = '20000000-0000-4000-8000-000000000001';
const [owned, foreign] = ['30000000-0000-4000-8000-000000000001', '30000000-0000-4000-8000-000000000002'];

function give(principalId: string, role: string, directoryScopeId = '/'): void {
  const [roleDefinitionId = ''] = roleIds([role]);
  const id = `${principalId} ${role} ${directoryScopeId}`;
  engine.state.insert('unifiedRoleAssignment', { id, principalId, roleDefinitionId, directoryScopeId });
}

const someone = (n: number, scopes: string): Principal => ({
  kind: 'user',
  appId: 'app',
  objectId: userId(n),
  userId: userId(n),
  roles: [],
  scopes: scopes.split(' '),
});
const app = (roles: string): Principal => ({
  kind: 'app',
  appId: 'app',
  objectId: 'principal',
  roles: roles.split(' '),
});

const u = (n: number) => `/users/${userId(n)}`;
const wide = 'User.ReadWrite.All Directory.ReadWrite.All Group.ReadWrite.All Application.ReadWrite.All';
const password = { passwordProfile: { password: 'Another-Horse-2' } };

/** Who (1: a member, 4: Global, 5: User, 6: Helpdesk Administrator, 8: a guest), with which scopes, does what to whom. */
const users: readonly (readonly [number, string, string, string, number, object?])[] = [
  [1, 'User.Read', 'GET', '/me', 200],
  [1, 'User.Read', 'GET', u(1), 200],
  [1, 'User.Read', 'GET', u(2), 403],
  [1, 'User.Read', 'GET', '/users', 403],
  [1, 'User.Read.All', 'GET', u(2), 200],
  [1, 'User.Read.All', 'GET', '/users', 200],
  [8, 'User.Read', 'GET', '/me', 200],
  [8, 'User.Read.All', 'GET', u(2), 200],
  [8, 'User.Read.All', 'GET', '/users', 403],
  [8, 'Group.Read.All', 'GET', '/groups', 403],
  [1, 'User.ReadWrite', 'PATCH', '/me', 204, { mobilePhone: '+1 5' }],
  [1, 'User.ReadWrite', 'PATCH', '/me', 403, { department: 'Sales' }],
  [1, 'User.ReadWrite', 'PATCH', '/me', 403, { mobilePhone: '1', jobTitle: 'Boss' }],
  [1, 'User.ReadWrite', 'PATCH', u(2), 403, { mobilePhone: '1' }],
  [1, wide, 'PATCH', u(2), 403, { department: 'Sales' }],
  [5, wide, 'PATCH', u(2), 204, { department: 'Sales' }],
  [4, wide, 'PATCH', u(2), 204, { department: 'Sales' }],
  [4, 'User.Read.All', 'PATCH', u(2), 403, { department: 'Sales' }],
  [6, wide, 'PATCH', u(2), 403, { department: 'Sales' }],
  [6, wide, 'PATCH', u(2), 204, password],
  [6, wide, 'PATCH', u(5), 403, password],
  [6, wide, 'PATCH', u(7), 403, password],
  [5, wide, 'PATCH', u(6), 204, password],
  [5, wide, 'PATCH', u(7), 403, password],
  [5, wide, 'PATCH', u(4), 403, password],
  [5, wide, 'PATCH', u(9), 403, password],
  [4, wide, 'PATCH', u(9), 204, password],
  [4, wide, 'PATCH', u(7), 204, password],
  [5, wide, 'PATCH', u(7), 403, { accountEnabled: false }],
  [5, wide, 'PATCH', u(7), 204, { department: 'Sales' }],
  [1, wide, 'DELETE', u(10), 403],
  [5, wide, 'DELETE', u(7), 403],
  [5, wide, 'DELETE', u(10), 204],
  [1, wide, 'POST', `${u(1)}/revokeSignInSessions`, 200],
  [1, wide, 'POST', `${u(2)}/revokeSignInSessions`, 403],
  [6, wide, 'POST', `${u(2)}/revokeSignInSessions`, 200],
  [6, wide, 'POST', `${u(4)}/revokeSignInSessions`, 403],
  [0, wide, 'PATCH', `/groups/${groupId(1)}`, 204, { description: 'mine' }],
  [1, wide, 'PATCH', `/groups/${groupId(1)}`, 403, { description: 'not mine' }],
  [5, wide, 'PATCH', `/groups/${groupId(1)}`, 204, { description: 'administered' }],
  [4, wide, 'PATCH', `/groups/${assignable}`, 403, { description: 'no scope for roles' }],
  [
    4,
    `${wide} RoleManagement.ReadWrite.Directory`,
    'PATCH',
    `/groups/${assignable}`,
    204,
    { description: 'x' },
  ],
  [1, wide, 'PATCH', `/applications/${owned}`, 204, { displayName: 'Mine' }],
  [1, wide, 'PATCH', `/applications/${foreign}`, 403, { displayName: 'Not mine' }],
  [1, wide, 'POST', '/applications', 201, { displayName: 'New' }],
  [4, 'Mail.Send', 'POST', `${u(1)}/sendMail`, 403, {}],
  [
    1,
    'LicenseAssignment.ReadWrite.All',
    'POST',
    `${u(2)}/assignLicense`,
    403,
    { addLicenses: [], removeLicenses: [] },
  ],
  [
    5,
    'LicenseAssignment.ReadWrite.All',
    'POST',
    `${u(2)}/assignLicense`,
    200,
    { addLicenses: [], removeLicenses: [] },
  ],
];

for (const [n, scopes, method, url, status, body] of users) {
  test(`user ${n} with ${scopes}: ${method} ${url} ${Object.keys(body ?? {}).join()} answers ${status}`, () => {
    const answer = engine.call(method, url, body, { principal: someone(n, scopes) });
    expect(answer.status).toBe(status);
    if (status === 403) expect(answer.error?.code).toBe('Authorization_RequestDenied');
  });
}

const writes = 'User.ReadWrite.All';
const apps: readonly (readonly [string, string, string, number, object?])[] = [
  [writes, 'PATCH', u(2), 204, { department: 'Sales' }],
  [writes, 'PATCH', u(2), 403, password],
  [`${writes} User-PasswordProfile.ReadWrite.All`, 'PATCH', u(2), 204, password],
  [`${writes} User-PasswordProfile.ReadWrite.All`, 'PATCH', u(7), 403, password],
  [writes, 'PATCH', u(7), 204, { department: 'Sales' }],
  [writes, 'PATCH', u(7), 403, { accountEnabled: false }],
  [writes, 'DELETE', u(7), 403],
  [writes, 'PATCH', u(9), 403, { accountEnabled: false }],
  ['Group.ReadWrite.All', 'PATCH', `/groups/${assignable}`, 403, { description: 'x' }],
  ['Application.ReadWrite.OwnedBy', 'GET', `/applications/${foreign}`, 200],
  ['Application.ReadWrite.OwnedBy', 'PATCH', `/applications/${owned}`, 204, { displayName: 'Ours' }],
  ['Application.ReadWrite.OwnedBy', 'PATCH', `/applications/${foreign}`, 403, { displayName: 'Theirs' }],
  ['Application.ReadWrite.All', 'PATCH', `/applications/${foreign}`, 204, { displayName: 'Any' }],
];

for (const [roles, method, url, status, body] of apps) {
  test(`an application with ${roles}: ${method} ${url} ${Object.keys(body ?? {}).join()} answers ${status}`, () => {
    expect(engine.call(method, url, body, { principal: app(roles) }).status).toBe(status);
  });
}

describe('an application with a role of its own', () => {
  test('reaches as far as the role does', () => {
    give('strong', 'Privileged Authentication Administrator');
    const principal = { ...app(writes), objectId: 'strong' };
    expect(engine.call('PATCH', u(7), password, { principal }).status).toBe(204);
  });
});

describe('a role over a part of the directory', () => {
  const unit = '40000000-0000-4000-8000-000000000001';
  const group = '20000000-0000-4000-8000-000000000002';
  const [inside, outside, holder] = [3, 2, 14];
  const principal = someone(holder, wide);
  const status = (method: string, url: string, body?: object, by: Principal = principal) =>
    engine.call(method, url, body, { principal: by }).status;
  beforeAll(() => {
    const { state } = engine;
    state.insert('administrativeUnit', { id: unit, displayName: 'Lisbon' });
    state.insert('group', { id: group, displayName: 'Lisbon team', groupTypes: [], securityEnabled: true });
    state.link('administrativeUnit.members', unit, userId(inside));
    state.link('administrativeUnit.members', unit, group);
    state.link('group.members', group, userId(outside));
    give(userId(holder), 'User Administrator', `/administrativeUnits/${unit}`);
    give(userId(holder), 'Groups Administrator', `/administrativeUnits/${unit}`);
    give(userId(holder), 'Application Administrator', `/${foreign}`);
  });

  test('reaches the users of an administrative unit, and nobody else', () => {
    expect(status('PATCH', u(inside), { department: 'Sales' })).toBe(204);
    expect(status('PATCH', u(inside), password)).toBe(204);
    expect(status('PATCH', u(outside), { department: 'Sales' })).toBe(403);
    expect(status('POST', '/users', { displayName: 'New' })).toBe(403);
  });

  test('reaches its groups, and through them not their members', () => {
    expect(status('PATCH', `/groups/${group}`, { description: 'administered' })).toBe(204);
    expect(status('PATCH', `/groups/${groupId(1)}`, { description: 'elsewhere' })).toBe(403);
    expect(status('PATCH', u(outside), password)).toBe(403);
  });

  test('reaches one application, and no other', () => {
    expect(status('PATCH', `/applications/${foreign}`, { displayName: 'Administered' })).toBe(204);
    expect(status('PATCH', `/applications/${owned}`, { displayName: 'Not his' })).toBe(403);
  });

  test('ends with the membership', () => {
    engine.state.unlink('administrativeUnit.members', unit, userId(inside));
    expect(status('PATCH', u(inside), { department: 'Sales' })).toBe(403);
  });
});

test('the log learns which role, or which permission, would have been enough', () => {
  const missing = (method: string, url: string, body: unknown, principal: Principal) =>
    engine.call(method, url, body, { principal }).missing;
  expect(missing('PATCH', u(2), { department: 'x' }, someone(1, wide))).toContain('User Administrator');
  expect(missing('PATCH', u(2), password, app(writes))).toBe('User-PasswordProfile.ReadWrite.All');
  expect(missing('PATCH', u(7), { accountEnabled: false }, app(writes))).toContain(
    'Privileged Authentication Administrator',
  );
  expect(missing('GET', u(2), undefined, someone(1, 'User.Read'))).toBe('User.Read.All');
});

test('User.ReadBasic.All shows the basic profile only', () => {
  const url = `${u(1)}?$select=id,displayName,department,businessPhones`;
  for (const principal of [app('User.ReadBasic.All'), someone(2, 'User.ReadBasic.All')]) {
    expect(engine.call('GET', url, undefined, { principal }).json).toMatchObject({
      id: userId(1),
      displayName: expect.stringContaining('Person'),
      department: null,
      businessPhones: [],
    });
  }
  expect(engine.call('GET', url, undefined, { principal: app('User.Read.All') }).json['department']).toBe(
    'Research',
  );
});
