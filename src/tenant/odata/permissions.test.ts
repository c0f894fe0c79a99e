import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { permissions } from '../edm/permissions/table.ts';
import { authorize } from './authorize.ts';
import type { Principal } from './request.ts';
import { type Engine, groupId, testEngine, userId } from './testing/engine.ts';

let engine: Engine;
beforeAll(() => {
  engine = testEngine();
});
afterAll(() => engine.close());

const u = `/users/${userId(1)}`;
const g = `/groups/${groupId(1)}`;
const disable = { accountEnabled: false };

/** Roles separated by spaces, a request, and whether they suffice. */
const cases: readonly (readonly [
  roles: string,
  method: string,
  url: string,
  allowed: boolean,
  body?: unknown,
])[] = [
  ['', 'GET', u, false],
  ['Mail.Send', 'GET', u, false],
  ['user.read.all', 'GET', u, false],
  ['User.ReadBasic.All', 'GET', u, true],
  ['User.Read.All', 'GET', u, true],
  ['Directory.Read.All', 'GET', u, true],
  ['User.Read.All', 'GET', '/users', true],
  ['User.Read.All', 'PATCH', u, false, disable],
  ['User.ReadWrite.All', 'PATCH', u, true, disable],
  ['User.EnableDisableAccount.All', 'PATCH', u, false, disable],
  ['User.EnableDisableAccount.All User.Read.All', 'PATCH', u, true, disable],
  ['User.EnableDisableAccount.All User.Read.All', 'PATCH', u, false, { ...disable, city: 'Rome' }],
  ['User.EnableDisableAccount.All User.Read.All', 'PATCH', u, false, {}],
  ['User.ReadWrite.All', 'DELETE', `/users/${userId(9)}`, true],
  ['User.Read.All', 'DELETE', u, false],
  ['User.RevokeSessions.All', 'POST', `${u}/revokeSignInSessions`, true],
  ['User.Read.All', 'POST', `${u}/revokeSignInSessions`, false],
  [
    'LicenseAssignment.ReadWrite.All',
    'POST',
    `${u}/assignLicense`,
    true,
    { addLicenses: [], removeLicenses: [] },
  ],
  [
    'LicenseAssignment.Read.All',
    'POST',
    `${u}/assignLicense`,
    false,
    { addLicenses: [], removeLicenses: [] },
  ],
  ['LicenseAssignment.Read.All', 'GET', `${u}/licenseDetails`, true],
  ['Organization.Read.All', 'GET', '/subscribedSkus', true],
  ['User.Read.All', 'GET', '/subscribedSkus', false],
  ['User.Read.All', 'GET', '/organization', true],
  ['Domain.Read.All', 'GET', '/domains', true],
  ['Group.Read.All', 'GET', `${g}/members`, true],
  ['User.Read.All', 'GET', `${g}/members`, false],
  [
    'GroupMember.ReadWrite.All',
    'POST',
    `${g}/members/$ref`,
    true,
    { '@odata.id': `/directoryObjects/${userId(5)}` },
  ],
  ['Group.Read.All', 'POST', `${g}/members/$ref`, false, { '@odata.id': `/directoryObjects/${userId(6)}` }],
  ['GroupMember.ReadWrite.All', 'DELETE', `${g}/members/${userId(5)}/$ref`, true],
  [
    'GroupMember.ReadWrite.All',
    'POST',
    `${g}/owners/$ref`,
    false,
    { '@odata.id': `/directoryObjects/${userId(6)}` },
  ],
  ['User.Read.All', 'GET', `${u}/manager`, true],
  ['User.ReadBasic.All', 'GET', `${u}/manager`, false],
  ['User.Read.All', 'GET', `${u}/memberOf/microsoft.graph.group`, true],
  ['Directory.Read.All', 'GET', `/directoryObjects/${userId(1)}`, true],
  ['User.Read.All', 'GET', `/directoryObjects/${userId(1)}`, false],
  ['Application.Read.All', 'GET', '/servicePrincipals', true],
  ['Application.Read.All', 'POST', '/applications', false, { displayName: 'x' }],
  ['Application.ReadWrite.OwnedBy', 'POST', '/applications', true, { displayName: 'x' }],
];

describe('app roles decide, and a refusal has Graph’s own body', () => {
  for (const [roles, method, url, allowed, body] of cases) {
    test(`[${roles}] ${method} ${url} ${allowed ? 'passes' : 'is refused'}`, () => {
      const answer = engine.call(method, url, body ?? {}, { roles: roles.split(' ') });
      if (allowed) return expect(answer.status).toBeLessThan(300);
      expect(answer.status).toBe(403);
      expect(answer.error).toEqual({
        code: 'Authorization_RequestDenied',
        message: 'Insufficient privileges to complete the operation.',
        innerError: { date: '2026-11-24T10:00:00' },
      });
    });
  }
});

describe('of every operation in the sheet', () => {
  const kinds = [...permissions].flatMap(([operation, { application, delegated }]) => [
    { operation, kind: 'app' as const, alternatives: application },
    { operation, kind: 'user' as const, alternatives: delegated },
  ]);
  test.each(kinds)('$operation, $kind', ({ operation, kind, alternatives }) => {
    const refuses = (held: readonly string[]) =>
      expect(() => authorize(operation, holding(kind, held), {})).toThrow(/Insufficient privileges/);
    refuses([]);
    for (const together of alternatives) {
      expect(() => authorize(operation, holding(kind, together), {})).not.toThrow();
      for (const left of together.length > 1 ? together : []) {
        const rest = together.filter((each) => each !== left);
        const stillEnough = alternatives.some((other) => other.every((each) => rest.includes(each)));
        if (!stillEnough) refuses(rest);
      }
    }
  });
});

/** One kind of permission is worth nothing to the other kind of principal. */
function holding(kind: 'app' | 'user', held: readonly string[]): Principal {
  const common = { appId: 'app', objectId: 'principal' };
  return kind === 'app'
    ? { ...common, kind, roles: held }
    : { ...common, kind, roles: [], scopes: held, userId: userId(1) };
}

test('the tenant’s own log learns what would have been enough; the client does not', () => {
  const answer = engine.call('POST', `${u}/revokeSignInSessions`, undefined, { roles: [] });
  expect(answer.missing).toBe('User.RevokeSessions.All');
  expect(JSON.stringify(answer.body)).not.toContain('RevokeSessions');
});

test('who may not read does not learn who there is', () => {
  for (const url of [`/users/${userId(900)}`, '/users/nobody@contoso.com', "/applications(appId='x')"]) {
    expect(engine.call('GET', url, undefined, { roles: [] }).status).toBe(403);
  }
});

describe('a permission to read opens no write', () => {
  // Questions that are asked with a body, and subscriptions: who may read may be told.
  const asks =
    /\/(subscriptions|getMember|checkMember|getByIds|getAvailable|getUserOwned|validateProperties|\$batch|markRead|markUnread|favorite|unfavorite|archive|unarchive)/i;
  const writes = [...permissions].filter(
    ([operation]) => !operation.startsWith('GET ') && !asks.test(operation),
  );
  const onlyReads = (names: readonly string[]) =>
    names.every((name) => /\.Read(Basic|Update)?(\.|$)/.test(name) && !/ReadWrite/.test(name));

  test('there are writes to look at', () => expect(writes.length).toBeGreaterThan(150));
  test.each(writes)('%s', (_operation, { application, delegated }) => {
    expect([...application, ...delegated].filter(onlyReads)).toEqual([]);
  });
});
