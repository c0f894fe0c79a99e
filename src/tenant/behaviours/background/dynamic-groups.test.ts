import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { type Engine, base, groupId, testEngine, userId } from '../../odata/testing/engine.ts';

let engine: Engine;
beforeEach(() => {
  engine = testEngine();
});
afterEach(() => engine.close());

const minute = 60_000;
const u = (n: number): string => `/users/${userId(n)}`;

function later(milliseconds = 2 * minute): void {
  engine.clock.advance(milliseconds);
  engine.call('GET', '/organization');
}

function dynamic(membershipRule: string, more: Record<string, unknown> = {}) {
  return engine.call('POST', '/groups', {
    displayName: 'By rule',
    mailEnabled: false,
    mailNickname: 'by-rule',
    securityEnabled: true,
    groupTypes: ['DynamicMembership'],
    membershipRule,
    membershipRuleProcessingState: 'On',
    ...more,
  });
}
function group(membershipRule: string, more: Record<string, unknown> = {}): string {
  const { status, json } = dynamic(membershipRule, more);
  expect(status).toBe(201);
  return String(json['id']);
}
const members = (id: string): string[] =>
  engine.call('GET', `/groups/${id}/members?$select=id`).value.map((each) => String(each['id']));

describe('members by rule', () => {
  test('come after a while, and follow what changes', () => {
    const id = group('user.department -eq "Sales"');
    expect(members(id)).toEqual([]);
    later();
    expect(members(id)).toEqual([0, 3, 6, 9].map(userId));
    engine.call('PATCH', u(3), { department: 'Finance' });
    engine.call('PATCH', u(4), { department: 'sales' });
    expect(members(id)).toEqual([0, 3, 6, 9].map(userId));
    later();
    expect(members(id)).toEqual([0, 4, 6, 9].map(userId));
    engine.call('PATCH', `/groups/${id}`, { membershipRule: 'user.department -eq "Research"' });
    later();
    expect(members(id)).toEqual([1, 7, 10].map(userId));
  });

  test('new users are looked at, those who went are gone', () => {
    const id = group('user.department -startsWith "Sal"');
    later();
    const { json } = engine.call('POST', '/users', {
      accountEnabled: true,
      displayName: 'New',
      mailNickname: 'new',
      userPrincipalName: 'new@contoso.com',
      department: 'Sales',
      passwordProfile: { password: 'Correct-Horse-1' },
    });
    engine.call('DELETE', u(0));
    later();
    expect(members(id)).toContain(json['id']);
    expect(members(id)).not.toContain(userId(0));
  });

  test('a paused rule changes nobody until it goes on', () => {
    const id = group('user.department -eq "Sales"', { membershipRuleProcessingState: 'Paused' });
    later();
    expect(members(id)).toEqual([]);
    engine.call('PATCH', `/groups/${id}`, { membershipRuleProcessingState: 'On' });
    later();
    expect(members(id).length).toBe(4);
  });

  test('a group that becomes dynamic loses those who do not meet the rule', () => {
    engine.call('PATCH', `/groups/${groupId(1)}`, {
      groupTypes: ['DynamicMembership'],
      membershipRule: 'user.userPrincipalName -eq "p5@contoso.com"',
      membershipRuleProcessingState: 'On',
    });
    later();
    // The member that was a group went too.
    expect(members(groupId(1))).toEqual([userId(5)]);
  });

  test('direct reports follow their manager', () => {
    const id = group(`Direct Reports for "${userId(0)}"`);
    later();
    expect(members(id)).toEqual([userId(1)]);
    const boss = { '@odata.id': `${base}/users/${userId(0)}` };
    engine.call('PUT', `${u(5)}/manager/$ref`, boss);
    engine.call('DELETE', `${u(1)}/manager/$ref`);
    later();
    expect(members(id)).toEqual([userId(5)]);
  });

  test('members of another group, as it changes', () => {
    const id = group(`user.memberof -any (group.objectId -in ['${groupId(1)}'])`);
    later();
    expect(members(id)).toEqual([userId(1)]);
    engine.call('POST', `/groups/${groupId(1)}/members/$ref`, {
      '@odata.id': `${base}/directoryObjects/${userId(7)}`,
    });
    later();
    expect(members(id)).toEqual([1, 7].map(userId));
  });

  test('a rule about now is asked again as time goes on', () => {
    engine.call('PATCH', u(8), { employeeHireDate: '2026-11-27T00:00:00Z' });
    const id = group('user.employeeHireDate -le system.now');
    later();
    expect(members(id)).toEqual([]);
    later(3 * 24 * 60 * minute);
    expect(members(id)).toEqual([userId(8)]);
  });

  test('nobody adds or removes them by hand', () => {
    const id = group('user.department -eq "Sales"');
    later();
    const add = engine.call('POST', `/groups/${id}/members/$ref`, {
      '@odata.id': `${base}/directoryObjects/${userId(1)}`,
    });
    expect([add.status, add.error?.code]).toEqual([403, 'Authorization_RequestDenied']);
    expect(engine.call('DELETE', `/groups/${id}/members/${userId(0)}/$ref`).status).toBe(403);
  });

  test('a change of what no rule looks at is not worked on', () => {
    group('user.department -eq "Sales"');
    later();
    const before = engine.state.changes.last();
    engine.call('PATCH', u(3), { city: 'Rome' });
    later();
    expect(engine.state.changes.last()).toBe(before + 1);
  });
});

test.each([
  ['user.department -eq', 'Query compilation error'],
  ['user.shoeSize -eq "40"', 'Wrong property applied'],
])('a group by the rule %s is not made', (rule, text) => {
  const { status, error } = dynamic(rule);
  expect(status).toBe(400);
  expect(error?.message).toContain('Dynamic membership rule validation error');
  expect(error?.message).toContain(text);
});

describe('administrative units by rule', () => {
  const membersOf = (id: string): string[] =>
    engine
      .call('GET', `/directory/administrativeUnits/${id}/members?$select=id`)
      .value.map((each) => String(each['id']));
  const unit = (more: Record<string, unknown> = {}) =>
    engine.call('POST', '/directory/administrativeUnits', {
      displayName: 'Sales',
      membershipType: 'Dynamic',
      membershipRule: 'user.department -eq "Sales"',
      ...more,
    });

  test('have the members that their rule says, as things change, and lose them with it', () => {
    const { status, json } = unit();
    expect([status, json['membershipRuleProcessingState']]).toEqual([201, 'On']);
    const id = String(json['id']);
    later();
    expect(membersOf(id)).toEqual([0, 3, 6, 9].map(userId));
    engine.call('PATCH', u(3), { department: 'Finance' });
    later();
    expect(membersOf(id)).toEqual([0, 6, 9].map(userId));
    engine.call('PATCH', `/directory/administrativeUnits/${id}`, { membershipType: 'Assigned' });
    engine.call('PATCH', u(6), { department: 'Finance' });
    later();
    expect(membersOf(id)).toEqual([0, 6, 9].map(userId));
    expect(engine.call('GET', `/directory/administrativeUnits/${id}`).json).toMatchObject({
      membershipRule: null,
      membershipRuleProcessingState: null,
    });
  });

  test('need a rule that can be read, and nobody adds members by hand', () => {
    expect(unit({ membershipRule: null }).status).toBe(400);
    expect(unit({ membershipRule: 'user.department -is "Sales"' }).status).toBe(400);
    const id = String(unit().json['id']);
    const added = engine.call('POST', `/directory/administrativeUnits/${id}/members/$ref`, {
      '@odata.id': `${base}/users/${userId(1)}`,
    });
    expect(added.status).toBe(403);
  });
});
