import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { checkPassword } from '../../entra/users/passwords.ts';
import { recordSignIn } from '../sign-ins.ts';
import { type Engine, base, groupId, testEngine, userId } from '../../odata/testing/engine.ts';
import { securityIdentifier } from './names.ts';

let engine: Engine;
beforeEach(() => {
  engine = testEngine();
});
afterEach(() => engine.close());

const u = (n: number): string => `/users/${userId(n)}`;
const newUser = {
  accountEnabled: true,
  displayName: 'New Person',
  mailNickname: 'new',
  userPrincipalName: 'new@contoso.com',
  passwordProfile: { password: 'Correct-Horse-1' },
};
const create = (more: object) => engine.call('POST', '/users', { ...newUser, ...more });
const change = (n: number, values: object) => engine.call('PATCH', u(n), values);
/** Passwords take a permission of their own. */
const setPassword = (n: number, passwordProfile: object) =>
  engine.call(
    'PATCH',
    u(n),
    { passwordProfile },
    {
      roles: ['User.ReadWrite.All', 'User-PasswordProfile.ReadWrite.All'],
    },
  );

describe('a user is created', () => {
  test('with all that follows from what was given', () => {
    const { status, json } = create({
      mail: 'new.person@contoso.com',
      usageLocation: 'gb',
      ageGroup: 'Minor',
    });
    expect(status).toBe(201);
    const id = String(json['id']);
    expect(engine.state.get('user', id)).toMatchObject({
      proxyAddresses: ['SMTP:new.person@contoso.com'],
      usageLocation: 'GB',
      userType: 'Member',
      legalAgeGroupClassification: 'MinorWithOutParentalConsent',
      securityIdentifier: securityIdentifier(id),
      identities: [
        { signInType: 'userPrincipalName', issuer: 'contoso.com', issuerAssignedId: 'new@contoso.com' },
      ],
      signInSessionsValidFromDateTime: '2026-11-24T10:00:00Z',
    });
    expect(checkPassword(engine.state, id, 'Correct-Horse-1')).toBe('mustChange');
  });

  test.each<[more: object, text: string]>([
    [{ userPrincipalName: 'with space@contoso.com' }, 'Property userPrincipalName is invalid.'],
    [{ userPrincipalName: 'accent\u00e9@contoso.com' }, 'Property userPrincipalName is invalid.'],
    [{ userPrincipalName: 'ends.@contoso.com' }, 'Property userPrincipalName is invalid.'],
    [{ userPrincipalName: `${'x'.repeat(65)}@contoso.com` }, 'Property userPrincipalName is invalid.'],
    [{ userPrincipalName: 'a@b@contoso.com' }, 'domain portion'],
    [{ mail: 'p3@contoso.com' }, 'property proxyAddresses already exists'],
    [{ mail: 'nonsense' }, "property 'mail'"],
    [{ mailNickname: 'with@at' }, "property 'mailNickname'"],
    [{ mailNickname: 'x'.repeat(65) }, "property 'mailNickname'"],
    [{ displayName: 'x'.repeat(257) }, "property 'displayName'"],
    [{ usageLocation: 'Britain' }, "property 'usageLocation'"],
    [{ usageLocation: 'XX' }, "property 'usageLocation'"],
    [{ businessPhones: ['1', '2'] }, "property 'businessPhones'"],
    [{ employeeId: '12345678901234567' }, "property 'employeeId'"],
    [{ userType: 'Robot' }, "property 'userType'"],
    [{ ageGroup: 'Old' }, "property 'ageGroup'"],
    [{ passwordPolicies: 'Lax' }, "property 'passwordPolicies'"],
    [{ onPremisesExtensionAttributes: { extensionAttribute16: 'x' } }, 'onPremisesExtensionAttributes'],
    [{ identities: [{ signInType: 'emailAddress' }] }, "property 'identities'"],
    [{ passwordProfile: { password: 'Passw0rd' } }, 'password complexity'],
    [{ passwordProfile: { password: 'Qwerty12' } }, 'password complexity'],
    [{ givenName: 'Wilhelmina', passwordProfile: { password: 'Wilhe1mina-' } }, 'password complexity'],
    [{ passwordProfile: { password: 'A1-' + 'x'.repeat(254) } }, 'password complexity'],
  ])('but not with %o', (more, text) => {
    const { status, error } = create(more);
    expect([status, engine.state.count('user')]).toEqual([400, 12]);
    expect(error?.message).toContain(text);
  });

  test('a policy allows a weak password, not a short one', () => {
    const passwordPolicies = 'DisablePasswordExpiration, DisableStrongPassword';
    expect(create({ passwordPolicies, passwordProfile: { password: 'onlysmall' } }).status).toBe(201);
    expect(create({ passwordPolicies, passwordProfile: { password: 'small' } }).status).toBe(400);
  });

  test('with the manager, bound', () => {
    const { status, json } = create({ 'manager@odata.bind': `${base}/users/${userId(1)}` });
    expect(status).toBe(201);
    expect(engine.call('GET', `/users/${String(json['id'])}/manager`).json['id']).toBe(userId(1));
  });
});

describe('a user is changed', () => {
  test('a new address becomes the primary one, the old one stays', () => {
    change(1, { mail: 'first@contoso.com' });
    change(1, { mail: 'second@contoso.com' });
    expect(engine.state.get('user', userId(1))).toMatchObject({
      mail: 'second@contoso.com',
      proxyAddresses: ['SMTP:second@contoso.com', 'smtp:first@contoso.com'],
    });
    expect(change(2, { mail: 'second@contoso.com' }).error?.message).toContain('proxyAddresses');
  });

  test('a new name is a new way to sign in', () => {
    change(1, { userPrincipalName: 'renamed@contoso.com' });
    expect(engine.state.get('user', userId(1))?.['identities']).toMatchObject([
      { issuerAssignedId: 'renamed@contoso.com' },
    ]);
  });

  test('extension attributes are changed one by one', () => {
    change(1, { onPremisesExtensionAttributes: { extensionAttribute1: 'a', extensionAttribute2: 'b' } });
    change(1, { onPremisesExtensionAttributes: { extensionAttribute2: null } });
    expect(engine.state.get('user', userId(1))?.['onPremisesExtensionAttributes']).toEqual({
      extensionAttribute1: 'a',
      extensionAttribute2: null,
    });
    const path = 'onPremisesExtensionAttributes/extensionAttribute1';
    const url = `/users?$count=true&$select=id&$filter=${path} eq 'A'`;
    expect(engine.call('GET', url, undefined, { eventual: true }).value).toEqual([{ id: userId(1) }]);
  });

  test('a password ends the sessions of before; a set one can be kept', () => {
    engine.clock.advance(60_000);
    const profile = { password: 'Other-Horse-2', forceChangePasswordNextSignIn: false };
    expect(setPassword(1, profile).status).toBe(204);
    expect(checkPassword(engine.state, userId(1), 'Other-Horse-2')).toBe('right');
    expect(engine.state.get('user', userId(1))).toMatchObject({
      lastPasswordChangeDateTime: '2026-11-24T10:01:00Z',
      signInSessionsValidFromDateTime: '2026-11-24T10:01:00Z',
      passwordProfile: null,
    });
  });

  test.each<[values: object, text: string]>([
    [{ usageLocation: null }, "property 'usageLocation'"],
    [{ externalUserState: 'Accepted' }, "'externalUserState' is read-only"],
    [{ aboutMe: 'Hello', city: 'Rome' }, 'SharePoint profile'],
  ])('but not to %o', (values, text) => {
    const { status, error } = change(1, values);
    expect(status).toBe(400);
    expect(error?.message).toContain(text);
  });

  test('what Active Directory is the master of is changed there', () => {
    engine.state.update('user', userId(1), { onPremisesSyncEnabled: true });
    for (const values of [{ displayName: 'X' }, { userPrincipalName: 'x@contoso.com' }, { jobTitle: null }])
      expect(change(1, values).error?.message).toContain('on-premises mastered Directory Sync objects');
    const manager = { '@odata.id': `${base}/users/${userId(2)}` };
    expect(engine.call('PUT', `${u(1)}/manager/$ref`, manager).status).toBe(400);
    expect(change(1, { usageLocation: 'FR', accountEnabled: false }).status).toBe(204);
  });

  test('two do not share an immutable id', () => {
    expect(change(1, { onPremisesImmutableId: 'abc' }).status).toBe(204);
    expect(change(2, { onPremisesImmutableId: 'abc' }).error?.message).toContain('onPremisesImmutableId');
  });
});

describe('memberships', () => {
  const post = (path: string, body: object) => engine.call('POST', path, body);

  test('getMemberObjects and checkMemberObjects reach through groups', () => {
    const all = post(`${u(0)}/getMemberObjects`, { securityEnabledOnly: false });
    expect(all.value.toSorted()).toEqual([0, 1, 2].map(groupId));
    const checked = post(`${u(0)}/checkMemberObjects`, { ids: [groupId(0), groupId(3)] });
    expect(checked.value).toEqual([groupId(0)]);
    const ofGroup = post(`/groups/${groupId(2)}/getMemberGroups`, { securityEnabledOnly: false });
    expect(ofGroup.value.toSorted()).toEqual([0, 1].map(groupId));
  });

  test.each([
    [`/groups/${groupId(2)}/getMemberGroups`, { securityEnabledOnly: true }],
    [`/users/${userId(0)}/getMemberGroups`, { securityEnabledOnly: 'yes' }],
    [`/users/${userId(0)}/checkMemberGroups`, { groupIds: Array.from({ length: 21 }, () => groupId(1)) }],
    [`/users/${userId(0)}/checkMemberObjects`, {}],
  ])('%s with %o is refused', (path, body) => {
    expect(post(path, body).status).toBe(400);
  });

  test('sponsors are at most five, users or groups', () => {
    const sponsor = (id: string) =>
      post(`${u(1)}/sponsors/$ref`, { '@odata.id': `${base}/directoryObjects/${id}` }).status;
    expect([2, 3, 4, 5].map((n) => sponsor(userId(n)))).toEqual([204, 204, 204, 204]);
    expect([sponsor(groupId(0)), sponsor(userId(6)), sponsor(userId(2))]).toEqual([204, 400, 400]);
    expect(engine.call('GET', `${u(2)}/sponsorOf`).value).toMatchObject([{ id: userId(1) }]);
  });
});

describe('sign-in activity', () => {
  const url = `/users?$select=id,signInActivity`;
  test('is shown to a tenant with a premium licence alone', () => {
    expect(engine.call('GET', url).error?.code).toBe('Authentication_RequestFromNonPremiumTenantOrB2CTenant');
    const [sku] = engine.state.all('subscribedSku');
    const plan = { servicePlanId: 'p', servicePlanName: 'AAD_PREMIUM_P2', appliesTo: 'User' };
    engine.state.update('subscribedSku', sku!.id, { servicePlans: [plan] });
    expect(engine.call('GET', url, undefined, { roles: ['User.Read.All'] }).status).toBe(403);
    const roles = ['User.Read.All', 'AuditLog.Read.All'];
    expect(engine.call('GET', url, undefined, { roles }).status).toBe(200);
    recordSignIn(engine.state, {
      kind: 'interactiveUser',
      at: engine.clock.now(),
      appId: 'app',
      userId: userId(4),
      errorCode: 0,
    });
    const filter = '$filter=signInActivity/lastSignInDateTime ge';
    const found = (time: string) =>
      engine.call('GET', `${url}&${filter} ${time}`, undefined, { roles }).value;
    expect(found('2026-11-24T00:00:00Z')).toMatchObject([
      { id: userId(4), signInActivity: { lastSuccessfulSignInDateTime: '2026-11-24T10:00:00Z' } },
    ]);
    expect(found('2026-11-25T00:00:00Z')).toEqual([]);
  });
});

describe('who changes his own password', () => {
  const me = {
    kind: 'user' as const,
    appId: 'app',
    objectId: userId(1),
    userId: userId(1),
    roles: [],
    scopes: ['Directory.AccessAsUser.All'],
  };
  test('knows the old one', () => {
    setPassword(1, { password: 'Other-Horse-2' });
    const call = (currentPassword: string, newPassword: string, n = 1) =>
      engine.call('POST', `${u(n)}/changePassword`, { currentPassword, newPassword }, { principal: me });
    expect(call('wrong', 'New-Horse-33').error?.message).toContain('does not match');
    expect(call('Other-Horse-2', 'weak').status).toBe(400);
    expect(call('Other-Horse-2', 'New-Horse-33').status).toBe(204);
    expect(checkPassword(engine.state, userId(1), 'New-Horse-33')).toBe('right');
    expect(call('x', 'New-Horse-33', 2).status).toBe(403);
  });
});
