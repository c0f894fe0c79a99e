import { beforeAll, expect, test } from 'vitest';

import { isoTime, newId, systemClock } from '#kernel';
import { sql } from '#store';

import { buildEverything, publishRunbook } from '../testing/builder.ts';
import { type TestCall, type TestControlPlane, testControlPlane, version } from '../testing/control-plane.ts';

let plane: TestControlPlane;
beforeAll(async () => {
  plane = await testControlPlane();
  const published = new AbortController();
  const building = buildEverything(plane.link, published.signal);
  await publishRunbook(plane, 'greet', 'greet');
  published.abort();
  await building;
});

const call = (method: string, rest: string, more?: TestCall) =>
  plane.call(method, `${plane.account}${rest}${rest.includes('?') ? '&' : '?'}${version}`, more);
const objectIdOf = async (who: 'stranger'): Promise<string> =>
  (
    JSON.parse(Buffer.from((await plane.token(who)).split('.')[1]!, 'base64url').toString()) as {
      oid: string;
    }
  ).oid;

interface Registration {
  readonly endpoint: string | null;
  readonly keys: { readonly primary: string | null; readonly secondary: string | null };
}
const keysOf = async () => {
  const { keys } = (await call('POST', '/listKeys')).json<{
    keys: { KeyName: string; Permissions: string; Value: string }[];
  }>();
  return keys;
};

test('an account has two keys, the same at every reading, and each can be changed by itself', async () => {
  const keys = await keysOf();
  expect(keys.map(({ KeyName, Permissions }) => [KeyName, Permissions])).toEqual([
    ['Primary', 'Full'],
    ['Secondary', 'Full'],
  ]);
  const [primary, secondary] = keys.map(({ Value }) => Value);
  expect(primary!.length).toBeGreaterThan(80);
  expect(primary).not.toBe(secondary);
  expect(await keysOf()).toEqual(keys);
  const registration = (await call('GET', '/agentRegistrationInformation')).json<Registration>();
  expect(registration).toMatchObject({ endpoint: null, keys: { primary, secondary } });

  const changed = await call('POST', '/agentRegistrationInformation/regenerateKey', {
    json: { keyName: 'secondary' },
  });
  expect(changed.status).toBe(200);
  const { keys: after } = changed.json<Registration>();
  expect(after.primary).toBe(primary);
  expect(after.secondary).not.toBe(secondary);
  expect((await keysOf()).map(({ Value }) => Value)).toEqual([after.primary, after.secondary]);
  const unknown = await call('POST', '/agentRegistrationInformation/regenerateKey', {
    json: { keyName: 'third' },
  });
  expect(unknown.status).toBe(400);
});

test('the keys lie sealed in the database, and who reads them stands in the audit', async () => {
  const [primary] = await keysOf();
  const rows = await plane.db.query<{ value: Buffer }>(sql`select value from account_key`);
  expect(rows).toHaveLength(2);
  for (const { value } of rows) expect(value.includes(primary!.Value)).toBe(false);
  const { entries } = await plane.db.one<{ entries: number }>(sql`
    select count(*)::int as entries from audit_entry
    where action = 'Microsoft.Automation/automationAccounts/listKeys/action' and resource = ${plane.account}`);
  expect(entries).toBeGreaterThan(0);
});

test('who may read alone gets no key', async () => {
  await keysOf();
  expect((await call('POST', '/listKeys', { as: 'reader' })).status).toBe(403);
  const seen = await call('GET', '/agentRegistrationInformation', { as: 'reader' });
  expect([seen.status, seen.json<Registration>().keys]).toEqual([200, { primary: null, secondary: null }]);
});

test('usages and statistics are counted from the jobs that there were', async () => {
  const started = isoTime(systemClock.now() - 1_000);
  for (const who of ['one', 'two', 'three'])
    await call('PUT', `/jobs/${who}`, {
      json: { properties: { runbook: { name: 'greet' }, parameters: { who } } },
    });
  const claim = await plane.link.claim({ worker: 'test', kinds: ['job'], waitMilliseconds: 60_000 });
  const isolation = { boundary: 'process', egressEnforced: false, detail: 'a test' } as const;
  await plane.link.started(claim!.attempt, { isolation, engine: 'test' });
  await plane.link.end(claim!.attempt, { status: 'Completed', durationMilliseconds: 1 });

  interface Counter {
    readonly id: string;
    readonly counterProperty: string;
    readonly counterValue: number;
    readonly startTime: string;
    readonly endTime: string;
  }
  const counters = async (filter?: string) =>
    (
      await call(
        'GET',
        filter === undefined ? '/statistics' : `/statistics?$filter=${encodeURIComponent(filter)}`,
      )
    ).json<{ value: Counter[] }>().value;
  const all = await counters();
  const counted = Object.fromEntries(all.map((each) => [each.counterProperty, each.counterValue]));
  expect(counted).toMatchObject({ New: 2, Completed: 1, Failed: 0, Running: 0, Suspended: 0 });
  expect(all[0]!.id).toBe(`${plane.account}/statistics/${all[0]!.counterProperty}`);
  expect(Date.parse(all[0]!.endTime) - Date.parse(all[0]!.startTime)).toBe(7 * 24 * 60 * 60 * 1_000);
  expect(await counters("properties/counterProperty eq 'New'")).toMatchObject([
    { counterProperty: 'New', counterValue: 2 },
  ]);
  expect(await counters(`counterProperty eq 'New' and endTime le ${started}`)).toMatchObject([
    { counterValue: 0 },
  ]);
  const refused = await call('GET', `/statistics?$filter=${encodeURIComponent("colour eq 'red'")}`);
  expect(refused.status).toBe(400);

  // Time that passed is made, not waited for.
  await plane.db.query(sql`
    update job set started_at = ended_at - interval '30 seconds' where status = 'Completed'`);
  await plane.db.query(sql`
    update job set started_at = date_trunc('month', now()) - interval '3 days', ended_at = date_trunc('month', now()) - interval '2 days'
    where name = 'two'`);
  const usages = (await call('GET', '/usages')).json<{ value: Record<string, unknown>[] }>().value;
  expect(usages).toMatchObject([
    { name: { value: 'AccountUsage' }, unit: 'Minute', limit: -1, throttleStatus: 'NotThrottled' },
    { name: { value: 'SubscriptionUsage' } },
  ]);
  expect(usages.map(({ currentValue }) => Number(currentValue).toFixed(6))).toEqual(['0.500000', '0.500000']);
});

test('what was made tells where it is, what was there before does not', async () => {
  const put = () =>
    call('PUT', '/variables/greeting', { json: { properties: { value: '"hello"', isEncrypted: false } } });
  const made = await put();
  expect(made.status).toBe(201);
  const location = String(made.headers['location']);
  expect(location).toBe(`${plane.origin}${plane.account}/variables/greeting?${version}`);
  expect((await plane.call('GET', location)).json<{ name: string }>().name).toBe('greeting');
  const again = await put();
  expect([again.status, again.headers['location']]).toEqual([200, undefined]);
});

test('an account says its number whenever it is shown', async () => {
  const { id } = await plane.db.one<{ id: string }>(sql`select id from account where name = 'main'`);
  for (const [method, json] of [['GET'], ['PATCH', { tags: { a: 'b' } }], ['PUT', { tags: {} }]] as const)
    expect((await call(method, '', { json })).headers['ocp-automation-accountid']).toBe(id);
});

test('lists of accounts keep to what there is and to what one may see', async () => {
  const { subscriptionId } = plane;
  const list = (scope: string, more?: TestCall) =>
    plane.call('GET', `${scope}/providers/Microsoft.Automation/automationAccounts?${version}`, more);
  const group = (name: string) => `/subscriptions/${subscriptionId}/resourceGroups/${name}`;
  const missing = await list(group('nowhere'));
  expect([missing.status, missing.json<{ code: string }>().code]).toEqual([404, 'ResourceGroupNotFound']);
  expect((await list(group('TENANTRY'))).json<{ value: unknown[] }>().value).toHaveLength(1);
  // Who has a role elsewhere learns nothing about groups.
  await plane.automation.access.grant(await objectIdOf('stranger'), 'Reader', group('elsewhere'));
  for (const name of ['nowhere', 'tenantry']) {
    const answer = await list(group(name), { as: 'stranger' });
    expect([answer.status, answer.json()]).toEqual([200, { value: [] }]);
  }
  const deleted = await plane.call(
    'GET',
    `/subscriptions/${subscriptionId}/providers/Microsoft.Automation/deletedAutomationAccounts?${version}`,
  );
  expect([deleted.status, deleted.json()]).toEqual([200, { value: [] }]);
});

test.each([
  ['2024-10-23', 'GET', '/powerShell72Modules', 'automationAccounts/powerShell72Modules', '2023-11-01'],
  ['2023-11-01', 'GET', '/powerShell72Modules', undefined, undefined],
  [
    '2022-08-08',
    'GET',
    '/runtimeEnvironments',
    'automationAccounts/runtimeEnvironments',
    '2023-05-15-preview',
  ],
  ['2023-05-15-preview', 'GET', '/runtimeEnvironments', undefined, undefined],
  [
    '2015-10-31',
    'GET',
    '/runtimeEnvironments/a/packages',
    'automationAccounts/runtimeEnvironments/packages',
    '2024-10-23',
  ],
])('api-version %s: %s %s', async (sent, method, path, type, known) => {
  const answer = await plane.call(method, `${plane.account}${path}?api-version=${sent}`);
  if (type === undefined) {
    expect(answer.status).toBe(200);
    return;
  }
  const { code, message } = answer.json<{ code: string; message: string }>();
  expect([answer.status, code]).toEqual([400, 'NoRegisteredProviderFound']);
  expect(message).toContain(`API version '${sent}' for type '${type}'`);
  const [, versions = ''] = /supported api-versions are '([^']*)'/.exec(message) ?? [];
  expect(versions.split(', ')).toContain(known);
  expect(versions.split(', ')).not.toContain(sent);
});

test('an account that is not there has no keys, usages or statistics', async () => {
  const path = plane.account.replace(/main$/, newId().replace(/^./, 'a'));
  for (const [method, rest] of [
    ['POST', 'listKeys'],
    ['GET', 'usages'],
    ['GET', 'statistics'],
    ['GET', 'agentRegistrationInformation'],
  ] as const) {
    const answer = await plane.call(method, `${path}/${rest}?${version}`);
    expect([answer.status, answer.json<{ code: string }>().code]).toEqual([404, 'ResourceNotFound']);
  }
});
