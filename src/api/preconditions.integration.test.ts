import { beforeAll, describe, expect, test } from 'vitest';

import { isoTime, systemClock } from '#kernel';

import * as sample from '../certificates/testing/sample-pfx.ts';
import { buildEverything, publishRunbook } from './testing/builder.ts';
import { type TestControlPlane, testControlPlane, version } from './testing/control-plane.ts';

let plane: TestControlPlane;
beforeAll(async () => {
  plane = await testControlPlane();
  const key = { type: 'System.String', isEncrypted: false, isOptional: true };
  const published = new AbortController();
  const building = buildEverything(plane.link, published.signal);
  await publishRunbook(plane, 'hooked', 'hooked');
  published.abort();
  await building;
  await call('PUT', 'connectionTypes/Api', { properties: { fieldDefinitions: { Key: key } } });
});

const at = (rest: string): string => `${plane.account}${rest === '' ? '' : `/${rest}`}?${version}`;
const call = (method: string, rest: string, json: unknown, headers: Record<string, string> = {}) =>
  plane.call(method, at(rest), { headers, ...(json !== undefined && { json }) });
const etagOf = async (rest: string): Promise<string> =>
  String((await plane.call('GET', at(rest))).headers['etag']);
const stale = '"600000000000000000"';

/** Everything that has an ETag: how it is made, and a change of it where there is one. */
const kinds: readonly (readonly [path: string, put: object, patch: object | undefined])[] = [
  ['variables/guarded', { properties: { value: '1' } }, { properties: { description: 'd' } }],
  [
    'credentials/guarded',
    { properties: { userName: 'u', password: 'a long one' } },
    { properties: { description: 'd' } },
  ],
  [
    'certificates/guarded',
    { properties: { base64Value: sample.openPfx } },
    { properties: { description: 'd' } },
  ],
  [
    'connections/guarded',
    { properties: { connectionType: { name: 'Api' }, fieldDefinitionValues: {} } },
    { properties: { description: 'd' } },
  ],
  ['connectionTypes/guarded', { properties: { fieldDefinitions: {} } }, undefined],
  ['runbooks/guarded', { properties: { runbookType: 'TypeScript' } }, { properties: { description: 'd' } }],
  [
    'runtimeEnvironments/guarded',
    { properties: { runtime: { language: 'PowerShell', version: '7.6' } } },
    { properties: { description: 'd' } },
  ],
  [
    'schedules/guarded',
    {
      name: 'guarded',
      properties: { startTime: '2126-01-01T00:00:00Z', frequency: 'Day', interval: 1 },
    },
    { properties: { description: 'd' } },
  ],
  ['hybridRunbookWorkerGroups/guarded', {}, {}],
  [
    'webhooks/guarded',
    {
      name: 'guarded',
      properties: {
        expiryTime: isoTime(systemClock.now() + 86_400_000),
        runbook: { name: 'hooked' },
        parameters: { who: 'x' },
      },
    },
    { properties: { description: 'd' } },
  ],
  [
    'eventSources/guarded',
    { properties: { kind: 'CloudEvents', runbook: { name: 'hooked' }, parameters: { who: 'x' } } },
    undefined,
  ],
  ['calendars/guarded', { properties: { days: ['2026-12-25'] } }, undefined],
  ['modules/guarded', { properties: {} }, { tags: { a: '1' } }],
];

describe.each(kinds)('%s', (path, put, patch) => {
  test('is made only if it is not there, where the client asks for that', async () => {
    const made = await call('PUT', path, put, { 'if-none-match': '*' });
    expect(made.status).toBe(201);
    expect(made.headers['etag']).toBe(await etagOf(path));
    expect(made.headers['etag']).toMatch(/^"\d{18}"$/);
    const again = await call('PUT', path, put, { 'if-none-match': '*' });
    expect(again.status).toBe(412);
    expect(again.json()).toMatchObject({ code: 'PreconditionFailed', error: { code: 'PreconditionFailed' } });
    expect(await etagOf(path)).toBe(made.headers['etag']);
  });

  test('is changed only as the client knows it', async () => {
    const before = await etagOf(path);
    for (const [method, json] of [
      ['PUT', put],
      ...(patch === undefined ? [] : [['PATCH', patch] as const]),
      ['DELETE', undefined],
    ] as const)
      for (const condition of [
        { 'if-match': stale },
        { 'if-none-match': before },
        { 'if-match': `W/${before}` },
      ])
        expect((await call(method, path, json, condition)).status).toBe(412);
    expect(await etagOf(path), 'nothing was changed').toBe(before);
    if (patch === undefined) return;
    const changed = await call('PATCH', path, patch, { 'if-match': `${stale}, ${before}` });
    expect(changed.status).toBe(200);
    expect(changed.headers['etag']).not.toBe(before);
    expect((await call('PATCH', path, patch, { 'if-match': before })).status).toBe(412);
  });

  test('is deleted only as the client knows it, and is nothing afterwards', async () => {
    const known = await etagOf(path);
    expect((await call('DELETE', path, undefined, { 'if-match': stale })).status).toBe(412);
    expect((await call('DELETE', path, undefined, { 'if-match': known })).status).toBe(200);
    expect((await call('PUT', path, put, { 'if-match': '*' })).status, 'only if it is there').toBe(412);
    expect((await plane.call('GET', at(path))).status).toBe(404);
  });
});

test('the account is changed only as the client knows it', async () => {
  const before = await etagOf('');
  const put = { location: 'local', tags: { a: '1' } };
  expect((await call('PUT', '', put, { 'if-match': stale })).status).toBe(412);
  expect((await call('PUT', '', put, { 'if-none-match': '*' })).status).toBe(412);
  const changed = await call('PUT', '', put, { 'if-match': before });
  expect(changed.status).toBe(200);
  expect(await etagOf('')).not.toBe(before);
});

test('a draft has the ETag of its runbook', async () => {
  await call('PUT', 'runbooks/drafted', { properties: { runbookType: 'TypeScript' } });
  const before = await etagOf('runbooks/drafted');
  const write = (text: string, etag: string) =>
    plane.call('PUT', at('runbooks/drafted/draft/content'), { text, headers: { 'if-match': etag } });
  expect((await write('mine', before)).status).toBe(202);
  expect((await write('lost', before)).status).toBe(412);
  const { text, headers } = await plane.call('GET', at('runbooks/drafted/draft/content'));
  expect(text).toBe('mine');
  expect(headers['etag']).toBe(await etagOf('runbooks/drafted'));
  expect((await plane.call('GET', at('runbooks/drafted'))).json()).toMatchObject({ etag: headers['etag'] });
});

test('of many who change the same thing as they know it, one does', async () => {
  for (let round = 0; round < 3; round += 1) {
    await call('PUT', 'variables/raced', { properties: { value: '0' } });
    const known = await etagOf('variables/raced');
    const values = Array.from({ length: 8 }, (_, at) => String(at + 1));
    const answers = await Promise.all(
      values.map((value) =>
        call('PATCH', 'variables/raced', { properties: { value } }, { 'if-match': known }),
      ),
    );
    const won = answers.flatMap(({ status }, at) => (status === 200 ? [values[at]] : []));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array(7).fill(412)]);
    expect((await plane.call('GET', at('variables/raced'))).json()).toMatchObject({
      properties: { value: won[0] },
    });
  }
});

test('of many who make the same thing if it is not there, one does, and nobody is overwritten', async () => {
  for (let round = 0; round < 3; round += 1) {
    const path = `variables/made-${round}`;
    const values = Array.from({ length: 8 }, (_, at) => String(at));
    const answers = await Promise.all(
      values.map((value) => call('PUT', path, { properties: { value } }, { 'if-none-match': '*' })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array(7).fill(412)]);
    const won = values[answers.findIndex(({ status }) => status === 201)];
    expect((await plane.call('GET', at(path))).json()).toMatchObject({ properties: { value: won } });
  }
});

test('what a job sets makes the ETag that a client knows an old one', async () => {
  await call('PUT', 'variables/counter', { properties: { value: '1' } });
  const known = await etagOf('variables/counter');
  const { automation, subscriptionId } = plane;
  const account = await automation.accounts.get({ subscriptionId, resourceGroup: 'tenantry', name: 'main' });
  await automation.assets.setFromJob(account.id, 'counter', 2, 'job');
  const late = await call(
    'PATCH',
    'variables/counter',
    { properties: { value: '3' } },
    { 'if-match': known },
  );
  expect(late.status).toBe(412);
});

test('what has no ETag matches none', async () => {
  const path = `/subscriptions/${plane.subscriptionId}/resourcegroups/guarded?api-version=2021-04-01`;
  const put = await plane.call('PUT', path, { json: { location: 'local' }, headers: { 'if-match': stale } });
  expect(put.status).toBe(412);
});
