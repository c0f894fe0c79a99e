import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Principal } from '../../odata/request.ts';
import { type Engine, base, e3, groupId, testEngine, userId } from '../../odata/testing/engine.ts';

let engine: Engine;
beforeEach(() => {
  engine = testEngine();
});
afterEach(() => engine.close());

const day = 24 * 60 * 60 * 1000;
const g = (n: number): string => `/groups/${groupId(n)}`;
const reference = (id: string): object => ({ '@odata.id': `${base}/directoryObjects/${id}` });
const team = {
  displayName: 'Team',
  groupTypes: ['Unified'],
  mailEnabled: true,
  mailNickname: 'team',
  securityEnabled: false,
};
const security = { displayName: 'Sec', mailEnabled: false, mailNickname: 'sec', securityEnabled: true };
const create = (values: object, principal?: Principal) =>
  engine.call('POST', '/groups', values, principal === undefined ? {} : { principal });
function made(values: object, principal?: Principal): string {
  const { status, json } = create(values, principal);
  expect(status).toBe(201);
  return String(json['id']);
}

describe('a group is created', () => {
  test('a Microsoft 365 group gets an address, and is public unless told', () => {
    expect(create(team).json).toMatchObject({
      mail: 'team@contoso.com',
      proxyAddresses: ['SMTP:team@contoso.com'],
      visibility: 'Public',
      createdDateTime: '2026-11-24T10:00:00Z',
      expirationDateTime: null,
      resourceBehaviorOptions: [],
    });
    expect(create(team).error?.message).toContain('property mailNickname already exists');
    // Nicknames of security groups are nobody's address.
    expect(create(security).status).toBe(201);
    expect(create(security).status).toBe(201);
  });

  test('by a person, whose it is then', () => {
    const person: Principal = {
      kind: 'user',
      appId: 'app',
      objectId: userId(3),
      userId: userId(3),
      roles: [],
      scopes: ['Group.ReadWrite.All'],
    };
    const id = made(team, person);
    expect(engine.state.targets('group.owners', id)).toEqual([userId(3)]);
  });

  test.each<[values: object, text: string]>([
    [{ ...team, mailEnabled: false }, "property 'mailEnabled'"],
    [{ ...team, mailNickname: 'p3' }, 'proxyAddresses already exists'],
    [{ ...team, visibility: 'Secret' }, "property 'visibility'"],
    [{ ...security, visibility: 'HiddenMembership' }, "property 'visibility'"],
    [{ ...team, theme: 'Black' }, "property 'theme'"],
    [{ ...team, resourceBehaviorOptions: ['Nonsense'] }, "property 'resourceBehaviorOptions'"],
    [{ ...security, groupTypes: ['Other'] }, "property 'groupTypes'"],
    [{ ...security, displayName: 'x'.repeat(257) }, "property 'displayName'"],
    [
      {
        ...team,
        groupTypes: ['Unified', 'DynamicMembership'],
        membershipRule: 'device.displayName -eq "x"',
      },
      'Invalid object type',
    ],
    [
      {
        ...security,
        groupTypes: ['DynamicMembership'],
        membershipRule: 'user.city -eq "x"',
        membershipRuleProcessingState: 'Off',
      },
      "property 'membershipRuleProcessingState'",
    ],
    [
      {
        ...security,
        isAssignableToRole: true,
        groupTypes: ['DynamicMembership'],
        membershipRule: 'user.city -eq "x"',
      },
      'isAssignableToRole',
    ],
  ])('but not with %o', (values, text) => {
    const { status, error } = create(values);
    expect([status, engine.state.count('group')]).toEqual([400, 4]);
    expect(error?.message).toContain(text);
  });

  test('one for roles takes the permission to manage roles', () => {
    const values = { ...security, isAssignableToRole: true };
    const app = (roles: readonly string[]): Principal => ({ kind: 'app', appId: 'a', objectId: 'o', roles });
    expect(create(values, app(['Group.ReadWrite.All'])).status).toBe(403);
    const roles = ['Group.ReadWrite.All', 'RoleManagement.ReadWrite.Directory'];
    expect(create(values, app(roles)).json).toMatchObject({ visibility: 'Private' });
  });
});

test.each<[values: object, text: string]>([
  [{ isAssignableToRole: true }, "'isAssignableToRole' is read-only"],
  [{ mailEnabled: true }, "'mailEnabled' is read-only"],
  [{ groupTypes: ['Unified'] }, "property 'groupTypes'"],
  [{ visibility: 'HiddenMembership' }, "property 'visibility'"],
  [{ groupTypes: ['DynamicMembership'] }, 'membershipRule'],
])('a group is not changed to %o', (values, text) => {
  const { status, error } = engine.call('PATCH', g(1), values);
  expect(status).toBe(400);
  expect(error?.message).toContain(text);
});

test('what comes from Active Directory is changed there', () => {
  engine.state.update('group', groupId(1), { onPremisesSyncEnabled: true });
  const answers = [
    engine.call('PATCH', g(1), { description: 'x' }),
    engine.call('POST', `${g(1)}/members/$ref`, reference(userId(4))),
    engine.call('POST', `${g(1)}/owners/$ref`, reference(userId(4))),
  ];
  for (const { error } of answers) expect(error?.message).toContain('on-premises mastered');
});

describe('members and owners', () => {
  const add = (group: string, id: string, navigation = 'members') =>
    engine.call('POST', `/groups/${group}/${navigation}/$ref`, reference(id));

  test('a Microsoft 365 group has users alone', () => {
    const id = made(team);
    expect(add(id, groupId(0)).status).toBe(400);
    expect(add(id, userId(0)).status).toBe(204);
    expect(add(id, userId(0)).error?.message).toContain('already exist');
  });

  test('no group is in itself, not even by another', () => {
    expect(add(groupId(1), groupId(1)).status).toBe(400);
    expect(add(groupId(2), groupId(0)).status).toBe(400);
    expect(add(groupId(3 - 1), groupId(3)).status).toBe(204);
  });

  test('the last owner of a Microsoft 365 group stays', () => {
    const id = made({ ...team, 'owners@odata.bind': [`${base}/users/${userId(1)}`] });
    const remove = (n: number) => engine.call('DELETE', `/groups/${id}/owners/${userId(n)}/$ref`);
    expect(remove(1).error?.message).toContain('at least one owner');
    expect(add(id, userId(2), 'owners').status).toBe(204);
    expect([remove(1).status, remove(2).status]).toEqual([204, 400]);
    expect(add(id, groupId(0), 'owners').status).toBe(400);
  });

  test('groups of Exchange are changed there', () => {
    engine.state.update('group', groupId(1), { mailEnabled: true, groupTypes: [] });
    expect(add(groupId(1), userId(4)).error?.message).toContain(
      'Cannot Update a mail-enabled security groups',
    );
  });

  test('twenty are added in one change, not twenty-one', () => {
    const bind = (count: number) => ({
      'members@odata.bind': Array.from({ length: count }, (_, n) => `${base}/directoryObjects/${userId(n)}`),
    });
    expect(engine.call('PATCH', g(2), bind(21)).status).toBe(400);
    expect(engine.call('PATCH', `/groups/${made(security)}`, bind(12)).status).toBe(204);
  });
});

test('a group that gives licences is kept', () => {
  const licences = { addLicenses: [{ skuId: e3 }], removeLicenses: [] };
  engine.call('POST', `${g(1)}/assignLicense`, licences);
  expect(engine.call('DELETE', g(1)).status).toBe(400);
  engine.call('POST', `${g(1)}/assignLicense`, { addLicenses: [], removeLicenses: [e3] });
  expect(engine.call('DELETE', g(1)).status).toBe(204);
});

describe('the life of a group', () => {
  const policy = (values: object) =>
    engine.call('POST', '/groupLifecyclePolicies', { groupLifetimeInDays: 180, ...values });
  const expiry = (id: string) => engine.state.get('group', id)?.['expirationDateTime'];
  const tick = (): void => void engine.call('GET', '/organization');

  test('ends when its policy says, unless it is renewed', () => {
    const [first, second] = [made(team), made({ ...team, mailNickname: 'other' })];
    expect(policy({ managedGroupTypes: 'All' }).status).toBe(201);
    tick();
    expect(expiry(first)).toBe('2027-05-23T10:00:00Z');
    expect(expiry(groupId(1))).toBeNull();
    engine.clock.advance(100 * day);
    expect(engine.call('POST', `/groups/${first}/renew`).status).toBe(204);
    engine.clock.advance(81 * day);
    tick();
    expect(engine.state.get('group', second)).toBeUndefined();
    expect(engine.state.bin.get('group', second)).toMatchObject({ displayName: 'Team' });
    expect(expiry(first)).toBe('2027-08-31T10:00:00Z');
    expect(engine.call('POST', `${g(1)}/renew`).status).toBe(400);
  });

  test('is managed for groups that were selected', () => {
    const id = made(team);
    const { json } = policy({ managedGroupTypes: 'Selected' });
    const path = `/groupLifecyclePolicies/${String(json['id'])}`;
    expect(engine.call('POST', `${path}/addGroup`, { groupId: id }).json['value']).toBe(true);
    tick();
    expect(expiry(id)).not.toBeNull();
    expect(engine.call('GET', `/groups/${id}/groupLifecyclePolicies`).value.length).toBe(1);
    expect(engine.call('POST', `${path}/removeGroup`, { groupId: id }).json['value']).toBe(true);
    tick();
    expect(expiry(id)).toBeNull();
    expect(engine.call('POST', `${path}/addGroup`, { groupId: groupId(1) }).status).toBe(400);
  });

  test('has one policy, of at least 30 days', () => {
    expect(policy({ managedGroupTypes: 'Some' }).status).toBe(400);
    expect(policy({ managedGroupTypes: 'All', groupLifetimeInDays: 10 }).status).toBe(400);
    expect(policy({ managedGroupTypes: 'None' }).status).toBe(201);
    expect(policy({ managedGroupTypes: 'None' }).error?.message).toContain('already exists');
  });
});

test('names are tried before they are given', () => {
  const id = made(team);
  const validate = (body: object) => engine.call('POST', `/groups/${id}/validateProperties`, body).status;
  made({ ...team, mailNickname: 'taken' });
  expect(validate({ displayName: 'Fine', mailNickname: 'free' })).toBe(204);
  expect([validate({ mailNickname: 'taken' }), validate({ mailNickname: 'a b' }), validate({})]).toEqual([
    400, 400, 400,
  ]);
});
