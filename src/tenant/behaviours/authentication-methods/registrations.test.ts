import { afterEach, beforeEach, expect, test } from 'vitest';

import { type Engine, testEngine, userId } from '../../odata/testing/engine.ts';
import { methodRow } from './methods.ts';

let engine: Engine;
beforeEach(() => {
  engine = testEngine();
});
afterEach(() => engine.close());

const url = '/reports/authenticationMethods/userRegistrationDetails';
const of = (n: number) => engine.call('GET', `${url}/${userId(n)}`).json;
const has = (n: number, type: string, values: object = {}) =>
  engine.state.insert('authenticationMethod', methodRow(userId(n), `${type}-id`, type, { ...values }));

test('tells what each enabled account has registered, and what that is good for', () => {
  has(0, 'microsoftAuthenticatorAuthenticationMethod');
  has(0, 'phoneAuthenticationMethod', { phoneType: 'mobile' });
  has(1, 'emailAuthenticationMethod');
  has(2, 'fido2AuthenticationMethod');
  const all = engine.call('GET', url).value;
  // Every fourth account of the engine's company is disabled.
  expect(all).toHaveLength(9);
  expect(of(0)).toMatchObject({
    userPrincipalName: 'p0@contoso.com',
    isMfaRegistered: true,
    isMfaCapable: true,
    isPasswordlessCapable: false,
    isSsprRegistered: true,
    isAdmin: false,
    userType: 'member',
  });
  expect((of(0)['methodsRegistered'] as string[]).toSorted()).toEqual([
    'microsoftAuthenticatorPush',
    'mobilePhone',
  ]);
  expect(of(1)).toMatchObject({
    isMfaRegistered: false,
    isSsprRegistered: true,
    methodsRegistered: ['email'],
  });
  expect(of(2)).toMatchObject({ isMfaRegistered: true, isPasswordlessCapable: true });
  expect(of(4)).toMatchObject({ isMfaRegistered: false, methodsRegistered: [] });
});

test('follows methods, roles and accounts as they change', () => {
  expect(of(4)).toMatchObject({ isMfaRegistered: false, isAdmin: false });
  has(4, 'softwareOathAuthenticationMethod');
  engine.state.insert('directoryRole', { id: 'role', displayName: 'User Administrator' });
  engine.state.link('directoryRole.members', 'role', userId(4));
  expect(of(4)).toMatchObject({ isMfaRegistered: true, isAdmin: true });
  engine.call('PATCH', `/users/${userId(4)}`, { accountEnabled: false });
  expect(engine.call('GET', `${url}/${userId(4)}`).status).toBe(404);
  expect(engine.call('GET', `${url}?$filter=isMfaRegistered eq true`).value).toHaveLength(0);
});

test('is no part of what a difference or the log of changes tells', () => {
  of(0);
  const before = engine.state.changes.last();
  has(0, 'emailAuthenticationMethod');
  of(0);
  expect(engine.state.changes.last()).toBe(before + 1);
});
