import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { type Engine, base, e3, e5, groupId, testEngine, userId } from '../odata/testing/engine.ts';

let engine: Engine;
beforeEach(() => {
  engine = testEngine();
});
afterEach(() => engine.close());

const u = (n: number): string => `/users/${userId(n)}`;
const g = (n: number): string => `/groups/${groupId(n)}`;
const reference = (id: string): object => ({
  '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}`,
});

const newUser = {
  accountEnabled: true,
  displayName: 'New Person',
  mailNickname: 'new',
  userPrincipalName: 'new@contoso.com',
  passwordProfile: { password: 'Correct-Horse-1', forceChangePasswordNextSignIn: true },
};

describe('users', () => {
  test('a created user is there, complete, and its password is nowhere', () => {
    const created = engine.call('POST', '/users', newUser);
    expect(created.status).toBe(201);
    const id = String(created.json['id']);
    expect(created.headers?.['location']).toBe(`${base}/users/${id}`);
    expect(created.json).toMatchObject({ displayName: 'New Person', businessPhones: [] });
    const select = 'id,userType,createdDateTime,accountEnabled,passwordProfile';
    const { json } = engine.call('GET', `/users/new@contoso.com?$select=${select}`);
    expect(json).toMatchObject({
      id,
      userType: 'Member',
      createdDateTime: '2026-11-24T10:00:00Z',
      accountEnabled: true,
    });
    expect(JSON.stringify([json, engine.state.get('user', id)])).not.toContain('Horse');
  });

  test.each([
    [{ displayName: undefined }, "A value is required for property 'displayName'"],
    [{ mailNickname: undefined }, "A value is required for property 'mailNickname'"],
    [{ passwordProfile: undefined }, "A value is required for property 'passwordProfile'"],
    [{ passwordProfile: {} }, "A value is required for property 'password'"],
    [{ passwordProfile: { password: 'short' } }, 'does not comply with password complexity'],
    [{ passwordProfile: { password: 'alllowercase' } }, 'does not comply with password complexity'],
    [{ userPrincipalName: 'new@elsewhere.com' }, 'domain portion of the userPrincipalName'],
    [{ userPrincipalName: 'new' }, 'domain portion of the userPrincipalName'],
    [{ userPrincipalName: 'P1@contoso.com' }, 'value for property userPrincipalName already exists'],
    [{ accountEnabled: 'yes' }, "Invalid value specified for property 'accountEnabled'"],
    [{ createdDateTime: '2020-01-01T00:00:00Z' }, "'createdDateTime' is read-only"],
    [{ nonsense: 1 }, "'nonsense' does not exist"],
  ])('a create with %o is refused and leaves nothing', (change, text) => {
    const answer = engine.call('POST', '/users', { ...newUser, ...change });
    expect(answer.status).toBe(400);
    expect(answer.error?.message).toContain(text);
    expect(engine.state.count('user')).toBe(12);
  });

  test('a property that Graph has and the tenant lacks is not swallowed', () => {
    expect(engine.call('PATCH', u(1), { print: {} }).status).toBe(501);
  });

  test('a change answers 204 and keeps what it does not name', () => {
    expect(engine.call('PATCH', u(1), { accountEnabled: false, city: 'Rome' }).status).toBe(204);
    expect(engine.state.get('user', userId(1))).toMatchObject({
      accountEnabled: false,
      city: 'Rome',
      department: 'Research',
    });
    expect(engine.call('PATCH', u(1), { city: null }).status).toBe(204);
    expect(engine.state.get('user', userId(1))?.['city']).toBeNull();
  });

  test.each([
    { displayName: '' },
    { userPrincipalName: 'p2@contoso.com' },
    { id: 'x' },
    [],
    'text',
    undefined,
  ])('a change to %o is refused', (body) => {
    expect(engine.call('PATCH', u(1), body).status).toBe(400);
  });

  test('a deleted user is gone from groups, from its reports, and gives its licences back', () => {
    engine.call('POST', `${u(0)}/assignLicense`, { addLicenses: [{ skuId: e3 }], removeLicenses: [] });
    expect(engine.call('DELETE', u(0)).status).toBe(204);
    expect(engine.call('GET', u(0)).status).toBe(404);
    expect(engine.call('GET', `${u(1)}/manager`).status).toBe(404);
    expect(engine.call('GET', `${g(2)}/members`).value).toEqual([]);
    expect(engine.state.find('subscribedSku', 'skuId', e3)[0]?.['consumedUnits']).toBe(0);
  });

  test('revokeSignInSessions moves the moment from which sessions count', () => {
    engine.clock.advance(90_000);
    const answer = engine.call('POST', `${u(1)}/revokeSignInSessions`);
    expect([answer.status, answer.json['value']]).toEqual([200, true]);
    const { json } = engine.call('GET', `${u(1)}?$select=signInSessionsValidFromDateTime`);
    expect(json['signInSessionsValidFromDateTime']).toBe('2026-11-24T10:01:30Z');
  });

  test('the manager is set, replaced and removed by reference', () => {
    expect(engine.call('PUT', `${u(5)}/manager/$ref`, reference(userId(1))).status).toBe(204);
    expect(engine.call('PUT', `${u(5)}/manager/$ref`, reference(userId(2))).status).toBe(204);
    expect(engine.call('GET', `${u(5)}/manager`).json['id']).toBe(userId(2));
    expect(engine.call('GET', `${u(1)}/directReports`).value).toEqual([]);
    expect(engine.call('DELETE', `${u(5)}/manager/$ref`).status).toBe(204);
    expect(engine.call('DELETE', `${u(5)}/manager/$ref`).status).toBe(404);
    expect(engine.call('PUT', `${u(5)}/manager/$ref`, reference(groupId(1))).status).toBe(400);
    expect(engine.call('PUT', `${u(5)}/manager/$ref`, reference(userId(900))).status).toBe(404);
    expect(engine.call('PUT', `${u(5)}/manager/$ref`, {}).status).toBe(400);
  });

  test('getMemberGroups reaches through groups; securityEnabledOnly leaves the others out', () => {
    const all = engine.call('POST', `${u(0)}/getMemberGroups`, { securityEnabledOnly: false });
    expect([...all.value].sort()).toEqual([0, 1, 2].map(groupId));
    const secure = engine.call('POST', `${u(0)}/getMemberGroups`, { securityEnabledOnly: true });
    expect([...secure.value].sort()).toEqual([0, 1].map(groupId));
    const checked = engine.call('POST', `${u(0)}/checkMemberGroups`, { groupIds: [groupId(0), groupId(3)] });
    expect(checked.value).toEqual([groupId(0)]);
  });
});

describe('licences', () => {
  const assign = (n: number, add: readonly string[], remove: readonly string[] = []) =>
    engine.call('POST', `${u(n)}/assignLicense`, {
      addLicenses: add.map((skuId) => ({ skuId, disabledPlans: [] })),
      removeLicenses: remove,
    });
  const consumed = (skuId: string): unknown =>
    engine.state.find('subscribedSku', 'skuId', skuId)[0]?.['consumedUnits'];

  test('what is assigned is taken from stock, and comes back', () => {
    expect(assign(0, [e3]).status).toBe(200);
    expect(consumed(e3)).toBe(1);
    expect(engine.call('GET', `${u(0)}/licenseDetails`).value).toMatchObject([
      { skuId: e3, skuPartNumber: 'ENTERPRISEPACK' },
    ]);
    expect(assign(0, [e5], [e3]).status).toBe(200);
    expect([consumed(e3), consumed(e5)]).toEqual([0, 1]);
    expect(engine.state.get('user', userId(0))?.['assignedLicenses']).toEqual([
      { skuId: e5, disabledPlans: [] },
    ]);
  });

  test('assigning again changes nothing in the stock', () => {
    assign(0, [e3]);
    expect(assign(0, [e3]).status).toBe(200);
    expect(consumed(e3)).toBe(1);
  });

  test('the last one is the last one, and a refusal is whole', () => {
    expect(assign(0, [e5]).status).toBe(200);
    const refused = assign(1, [e3, e5]);
    expect(refused.status).toBe(400);
    expect(refused.error?.message).toContain('does not have any available licenses');
    expect([consumed(e3), consumed(e5)]).toEqual([0, 1]);
    expect(engine.state.get('user', userId(1))?.['assignedLicenses']).toEqual([]);
  });

  test.each([
    [2, { addLicenses: [{ skuId: e3 }], removeLicenses: [] }, 'invalid usage location'],
    [0, { addLicenses: [], removeLicenses: [e3] }, 'does not have a corresponding license'],
    [
      0,
      { addLicenses: [{ skuId: userId(9) }], removeLicenses: [] },
      'does not correspond to a valid company License',
    ],
    [0, { addLicenses: [{ skuId: e3 }] }, 'removeLicenses'],
    [0, { removeLicenses: [] }, 'addLicenses'],
    [0, undefined, 'addLicenses'],
  ])('person %i with %o is refused', (n, body, text) => {
    const { status, error } = engine.call('POST', `${u(n)}/assignLicense`, body);
    expect(status).toBe(400);
    expect(error?.message).toContain(text);
  });

  test('a licence that a group gives is not taken away directly', () => {
    engine.state.update('user', userId(0), {
      assignedLicenses: [{ skuId: e3, disabledPlans: [] }],
      licenseAssignmentStates: [
        { skuId: e3, assignedByGroup: groupId(1), disabledPlans: [], state: 'Active' },
      ],
    });
    expect(assign(0, [], [e3]).error?.message).toContain('inherited from a group membership');
  });
});

describe('groups', () => {
  test('a member is added once and removed once', () => {
    const add = () => engine.call('POST', `${g(1)}/members/$ref`, reference(userId(5)));
    expect(add().status).toBe(204);
    expect(add().error).toMatchObject({
      code: 'Request_BadRequest',
      message:
        "One or more added object references already exist for the following modified properties: 'members'.",
    });
    const remove = () => engine.call('DELETE', `${g(1)}/members/${userId(5)}/$ref`);
    expect(remove().status).toBe(204);
    expect(remove().error?.code).toBe('Request_ResourceNotFound');
  });

  test('nobody adds to a dynamic group', () => {
    expect(engine.call('POST', `${g(3)}/members/$ref`, reference(userId(5))).status).toBe(403);
  });

  test('members@odata.bind adds all or none, twenty at most', () => {
    const bind = (...ids: string[]): object => ({
      'members@odata.bind': ids.map((id) => `${base}/users/${id}`),
    });
    expect(engine.call('PATCH', g(2), bind(userId(1), userId(2))).status).toBe(204);
    expect(engine.call('PATCH', g(2), bind(userId(3), userId(1))).status).toBe(400);
    expect(engine.state.targets('group.members', groupId(2))).toEqual([0, 1, 2].map(userId));
    expect(engine.call('PATCH', g(2), bind(...Array.from({ length: 21 }, (_, n) => userId(n)))).status).toBe(
      400,
    );
    expect(engine.call('PATCH', g(2), { 'friends@odata.bind': [userId(1)] }).status).toBe(400);
  });

  test('a group is created with owners and members, and deleted with its links', () => {
    const created = engine.call('POST', '/groups', {
      displayName: 'Project',
      mailEnabled: false,
      mailNickname: 'project',
      securityEnabled: true,
      'owners@odata.bind': [`${base}/users/${userId(1)}`],
      'members@odata.bind': [`${base}/users/${userId(1)}`, `${base}/users/${userId(2)}`],
    });
    expect(created.status).toBe(201);
    const id = String(created.json['id']);
    expect(
      engine.call('GET', `/groups/${id}/members?$select=id`).value.map((member) => member['id']),
    ).toEqual([1, 2].map(userId));
    expect(engine.call('DELETE', `/groups/${id}`).status).toBe(204);
    expect(engine.state.sources('group.members', userId(2))).toEqual([]);
  });

  test('a group whose member is unknown is not created', () => {
    const answer = engine.call('POST', '/groups', {
      displayName: 'Project',
      mailEnabled: false,
      mailNickname: 'project',
      securityEnabled: true,
      'members@odata.bind': [`${base}/users/${userId(900)}`],
    });
    expect(answer.status).toBe(404);
    expect(engine.state.count('group')).toBe(4);
  });

  test.each([
    [{ mailEnabled: true, groupTypes: [] }, 'mail-enabled groups'],
    [{ mailEnabled: false, securityEnabled: false }, 'security-enablement'],
    [{ groupTypes: ['DynamicMembership'] }, 'membershipRule'],
    [{ mailNickname: 'with space' }, 'mailNickname'],
  ])('a create with %o is refused', (change, text) => {
    const group = {
      displayName: 'X',
      mailEnabled: false,
      mailNickname: 'x',
      securityEnabled: true,
      ...change,
    };
    const { status, error } = engine.call('POST', '/groups', group);
    expect(status).toBe(400);
    expect(error?.message).toContain(text);
  });
});

describe('mail', () => {
  const send = (n: number, message: unknown) =>
    engine.call('POST', `${u(n)}/sendMail`, { message, saveToSentItems: false });
  const to = [{ emailAddress: { address: 'boss@contoso.com' } }];

  test('what is sent lies in the outbox, from the sender', () => {
    const answer = send(1, {
      subject: 'Hello',
      body: { contentType: 'Text', content: 'Bye' },
      toRecipients: to,
    });
    expect([answer.status, answer.body]).toEqual([202, undefined]);
    expect(engine.state.all('message')).toMatchObject([
      { subject: 'Hello', from: { emailAddress: { address: 'p1@contoso.com' } }, toRecipients: to },
    ]);
  });

  test.each([
    undefined,
    { subject: 'x' },
    { toRecipients: [{ emailAddress: { address: 'nobody' } }] },
    { toRecipients: 'x' },
  ])('a message like %o is not sent', (message) => {
    expect(send(1, message).status).toBe(400);
    expect(engine.state.count('message')).toBe(0);
  });

  test('who has no mailbox sends nothing', () => {
    engine.state.update('user', userId(1), { mail: null });
    expect(send(1, { toRecipients: to }).error?.code).toBe('MailboxNotEnabledForRESTAPI');
  });
});
