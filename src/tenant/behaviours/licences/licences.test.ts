import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { type Engine, base, e3, e5, groupId, testEngine, userId } from '../../odata/testing/engine.ts';
import { effectiveLicences } from './licence.ts';
import { planIds } from './plan-rules.ts';

let engine: Engine;
beforeEach(() => {
  engine = testEngine();
  plans(e3, ['EXCHANGE_S_ENTERPRISE', 'TEAMS1']);
  plans(e5, ['EXCHANGE_S_ENTERPRISE', 'TEAMS1', 'MCOEV']);
  product(kiosk, 'EXCHANGEDESKLESS', ['EXCHANGE_S_DESKLESS'], 5);
  product(phone, 'MCOEV', ['MCOEV'], 5);
});
afterEach(() => engine.close());

const kiosk = '80b2d799-d2ba-4d2a-8842-fb0d0f3a4b82';
const phone = 'e43b5b99-8dfb-405f-9987-dc307f34bcbd';
const minute = 60_000;

function servicePlans(names: readonly (keyof typeof planIds)[]) {
  return names.map((servicePlanName) => ({
    servicePlanId: planIds[servicePlanName],
    servicePlanName,
    provisioningStatus: 'Success',
    appliesTo: 'User',
  }));
}
function plans(skuId: string, names: readonly (keyof typeof planIds)[]): void {
  engine.state.update('subscribedSku', `org_${skuId}`, { servicePlans: servicePlans(names) });
}
function product(
  skuId: string,
  part: string,
  names: readonly (keyof typeof planIds)[],
  enabled: number,
): void {
  engine.state.insert('subscribedSku', {
    id: `org_${skuId}`,
    skuId,
    skuPartNumber: part,
    consumedUnits: 0,
    capabilityStatus: 'Enabled',
    prepaidUnits: { enabled, suspended: 0, warning: 0, lockedOut: 0 },
    servicePlans: servicePlans(names),
  });
}
const assign = (n: number, add: readonly (string | object)[], remove: readonly string[] = []) =>
  engine.call('POST', `/users/${userId(n)}/assignLicense`, order(add, remove));
const assignGroup = (n: number, add: readonly (string | object)[], remove: readonly string[] = []) =>
  engine.call('POST', `/groups/${groupId(n)}/assignLicense`, order(add, remove));
const order = (add: readonly (string | object)[], removeLicenses: readonly string[]) => ({
  addLicenses: add.map((each) => (typeof each === 'string' ? { skuId: each, disabledPlans: [] } : each)),
  removeLicenses,
});
const user = (n: number) => engine.state.get('user', userId(n))!;
const states = (n: number) => user(n)['licenseAssignmentStates'] as readonly Record<string, unknown>[];
const held = (n: number) =>
  (user(n)['assignedLicenses'] as readonly { skuId: string }[]).map(({ skuId }) => skuId);
const consumed = (skuId: string) => engine.state.get('subscribedSku', `org_${skuId}`)?.['consumedUnits'];
/** The tenant works on what was asked, at the request after the delay. */
function later(milliseconds = 2 * minute): void {
  engine.clock.advance(milliseconds);
  engine.call('GET', '/organization');
}
const join = (group: number, ...members: readonly number[]) =>
  members.map((n) =>
    engine.call('POST', `/groups/${groupId(group)}/members/$ref`, {
      '@odata.id': `${base}/directoryObjects/${userId(n)}`,
    }),
  );

describe('service plans', () => {
  test('a disabled plan is shown as such, and a lost one stays as deleted', () => {
    expect(assign(0, [{ skuId: e3, disabledPlans: [planIds.TEAMS1] }]).status).toBe(200);
    expect(user(0)['assignedPlans']).toEqual([
      {
        assignedDateTime: '2026-11-24T10:00:00Z',
        capabilityStatus: 'Enabled',
        service: 'exchange',
        servicePlanId: planIds.EXCHANGE_S_ENTERPRISE,
      },
    ]);
    const [detail] = engine.call('GET', `/users/${userId(0)}/licenseDetails`).value;
    expect(detail?.['servicePlans']).toMatchObject([
      { servicePlanName: 'EXCHANGE_S_ENTERPRISE', provisioningStatus: 'Success' },
      { servicePlanName: 'TEAMS1', provisioningStatus: 'Disabled' },
    ]);
    assign(0, [], [e3]);
    expect(user(0)['assignedPlans']).toMatchObject([{ capabilityStatus: 'Deleted' }]);
    expect(user(0)['provisionedPlans']).toEqual([
      { capabilityStatus: 'Deleted', provisioningStatus: 'Success', service: 'exchange' },
    ]);
  });

  test.each<[add: (string | object)[], text: string]>([
    [
      [e3, kiosk],
      `service plans ${planIds.EXCHANGE_S_ENTERPRISE} and ${planIds.EXCHANGE_S_DESKLESS} are mutually`,
    ],
    [[phone], `service plan ${planIds.MCOEV} depends on the service plan(s) ${planIds.MCOSTANDARD}`],
    [[{ skuId: e3, disabledPlans: [kiosk] }], 'is not part of license'],
    [[{ skuId: 7 }], "property 'skuId'"],
    [[{ skuId: e3, disabledPlans: 'all' }], "property 'disabledPlans'"],
  ])('%o is refused whole', (add, text) => {
    const { status, error } = assign(0, add);
    expect([status, held(0), consumed(e3)]).toEqual([400, [], 0]);
    expect(error?.message).toContain(text);
  });

  test('what conflicts may come together when the plan of one is disabled', () => {
    const without = { skuId: e3, disabledPlans: [planIds.EXCHANGE_S_ENTERPRISE] };
    expect(assign(0, [without, kiosk]).status).toBe(200);
    expect(assign(0, [phone]).status).toBe(200);
  });

  test.each(['CU', 'XX', null])('who is in %s gets no licence', (usageLocation) => {
    engine.state.update('user', userId(0), { usageLocation });
    expect(assign(0, [e3]).error?.message).toContain('invalid usage location');
  });

  test('a product in its grace period may be assigned, a suspended one may not', () => {
    const prepaidUnits = { enabled: 0, suspended: 0, warning: 1, lockedOut: 0 };
    engine.state.update('subscribedSku', `org_${e3}`, { prepaidUnits, capabilityStatus: 'Warning' });
    expect(assign(0, [e3]).status).toBe(200);
    engine.state.update('subscribedSku', `org_${e5}`, { capabilityStatus: 'Suspended' });
    expect(assign(1, [e5]).error?.message).toContain('does not have any available licenses');
  });
});

describe('licences of groups', () => {
  test('members get them after a while, those who join and leave as well', () => {
    join(1, 4);
    const answer = assignGroup(1, [kiosk]);
    expect([answer.status, answer.json['id']]).toEqual([202, groupId(1)]);
    expect(engine.call('GET', `/groups/${groupId(1)}?$select=licenseProcessingState`).json).toMatchObject({
      licenseProcessingState: { state: 'QueuedForProcessing' },
    });
    expect(held(4)).toEqual([]);
    later();
    expect([held(1), held(4), consumed(kiosk)]).toEqual([[kiosk], [kiosk], 2]);
    expect(states(4)).toMatchObject([{ assignedByGroup: groupId(1), state: 'Active', error: 'None' }]);
    expect(engine.state.get('group', groupId(1))?.['licenseProcessingState']).toEqual({
      state: 'ProcessingComplete',
    });
    join(1, 5);
    engine.call('DELETE', `/groups/${groupId(1)}/members/${userId(4)}/$ref`);
    later();
    expect([held(4), held(5), consumed(kiosk)]).toEqual([[], [kiosk], 2]);
    assignGroup(1, [], [kiosk]);
    later();
    expect([held(1), held(5), consumed(kiosk)]).toEqual([[], [], 0]);
  });

  test('members of nested groups get nothing', () => {
    assignGroup(0, [kiosk]);
    later();
    expect([held(0), held(1)]).toEqual([[], []]);
  });

  test('when there are not enough, the last ones are errors, which the group tells of', () => {
    join(1, 4, 5, 6);
    assignGroup(1, [e3]);
    later();
    expect(consumed(e3)).toBe(2);
    const failing = engine.call('GET', `/groups/${groupId(1)}/membersWithLicenseErrors`).value;
    expect(failing.length).toBe(2);
    const one = failing[0]!['id'] as string;
    expect(engine.state.get('user', one)?.['licenseAssignmentStates']).toMatchObject([
      { state: 'Error', error: 'CountViolation' },
    ]);
    const flagged = () =>
      engine.call('GET', '/groups?$filter=hasMembersWithLicenseErrors eq true&$select=id').value;
    expect(flagged()).toEqual([{ id: groupId(1) }]);
    engine.state.update('subscribedSku', `org_${e3}`, { prepaidUnits: { enabled: 9 } });
    for (const { id } of failing) engine.call('POST', `/users/${String(id)}/reprocessLicenseAssignment`);
    expect([consumed(e3), flagged()]).toEqual([4, []]);
  });

  test.each<[change: () => void, error: string]>([
    [() => void assign(1, [kiosk]), 'MutuallyExclusiveViolation'],
    [
      () => engine.state.update('user', userId(1), { usageLocation: 'IR' }),
      'ProhibitedInUsageLocationViolation',
    ],
  ])('%#: what cannot be given is kept as %s', (change, error) => {
    change();
    assignGroup(1, [e3]);
    later();
    expect(states(1).at(-1)).toMatchObject({ skuId: e3, state: 'Error', error });
    expect(held(1)).not.toContain(e3);
  });

  test('a dependency that only another group could give is an error', () => {
    assignGroup(1, [phone]);
    later();
    expect(states(1)).toMatchObject([{ error: 'DependencyViolation' }]);
  });

  test('who has no location takes the one of the tenant', () => {
    join(1, 2);
    engine.state.update('organization', 'org', { countryLetterCode: 'GB' });
    assignGroup(1, [kiosk]);
    later();
    expect(held(2)).toEqual([kiosk]);
  });

  test('a licence that comes twice is consumed once, and stays while one of both gives it', () => {
    assign(1, [{ skuId: e3, disabledPlans: [planIds.TEAMS1] }]);
    assignGroup(1, [{ skuId: e3, disabledPlans: [planIds.EXCHANGE_S_ENTERPRISE] }]);
    later();
    expect([consumed(e3), user(1)['assignedLicenses']]).toEqual([1, [{ skuId: e3, disabledPlans: [] }]]);
    expect(assign(1, [], [e3]).status).toBe(200);
    expect([consumed(e3), held(1)]).toEqual([1, [e3]]);
    expect(assign(1, [], [e3]).error?.message).toContain('inherited from a group membership');
  });

  test('a group takes none that it has not, nor one that the company has not', () => {
    expect(assignGroup(1, [], [e3]).error?.message).toContain('does not have a corresponding license');
    expect(assignGroup(1, [userId(9)]).error?.message).toContain('valid company License');
    expect(assignGroup(2, [e3]).error?.message).toContain('security-enabled');
  });
});

test('of several assignments each plan counts that any of them leaves enabled', () => {
  const state = (disabledPlans: readonly string[], is: 'Active' | 'Error' = 'Active') => ({
    skuId: 's',
    disabledPlans,
    assignedByGroup: null,
    state: is,
    error: 'None' as const,
    lastUpdatedDateTime: '',
  });
  expect(effectiveLicences([state(['a', 'b']), state(['b', 'c']), state([], 'Error')])).toEqual([
    { skuId: 's', disabledPlans: ['b'] },
  ]);
});
