import { beforeAll, expect, test } from 'vitest';

import { newId } from '#kernel';
import { sql } from '#store';

import { buildEverything, publishRunbook } from '../testing/builder.ts';
import { type TestCall, type TestControlPlane, testControlPlane, version } from '../testing/control-plane.ts';

let plane: TestControlPlane;
beforeAll(async () => {
  plane = await testControlPlane();
  const published = new AbortController();
  const building = buildEverything(plane.link, published.signal);
  await publishRunbook(plane, 'greet', 'greet');
  await publishRunbook(plane, 'flow', 'workflow flow { }', 'PowerShellWorkflow');
  published.abort();
  await building;
  await call('PUT', '/credentials/service', {
    json: { properties: { userName: 'service', password: 'long-enough-to-blank' } },
  });
});

const call = (method: string, rest: string, more?: TestCall) =>
  plane.call(method, `${plane.account}${rest}${rest.includes('?') ? '&' : '?'}${version}`, more);
const group = (name: string) => `/hybridRunbookWorkerGroups/${name}`;
const make = (name: string, properties = {}) => call('PUT', group(name), { json: { properties } });
const machine = (name: string) =>
  `/subscriptions/s/resourceGroups/g/providers/Microsoft.HybridCompute/machines/${name}`;
interface Answer {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly properties: Record<string, unknown>;
  readonly value: { readonly name: string }[];
}

test('a group is made, changed, listed and deleted, with the codes and shapes of Azure', async () => {
  const made = await make('OnPrem', { credential: { name: 'service' } });
  expect([made.status, made.json()]).toEqual([
    201,
    {
      id: `${plane.account}/hybridRunbookWorkerGroups/OnPrem`,
      name: 'OnPrem',
      type: 'Microsoft.Automation/AutomationAccounts/HybridRunbookWorkerGroups',
      systemData: { createdAt: expect.any(String), lastModifiedAt: expect.any(String) },
      properties: { credential: { name: 'service' }, groupType: 'User', silenceSeconds: 300 },
    },
  ]);
  const again = await make('onprem');
  expect([again.status, again.json<Answer>().properties['credential']]).toEqual([200, { name: 'service' }]);
  const patched = await call('PATCH', group('onprem'), { json: { properties: { credential: null } } });
  expect([patched.status, patched.json<Answer>().properties['credential']]).toEqual([200, null]);
  await make('Another');
  const names = async (filter = '') =>
    (await call('GET', `/hybridRunbookWorkerGroups${filter}`)).json<Answer>().value.map(({ name }) => name);
  expect(await names()).toEqual(['Another', 'OnPrem']);
  expect(await names("?$filter=name%20eq%20'onprem'")).toEqual(['OnPrem']);
  expect(await names("?$filter=properties/groupType%20eq%20'System'")).toEqual([]);
  expect((await call('DELETE', group('another'))).status).toBe(200);
  expect((await call('DELETE', group('another'))).status).toBe(404);
  expect((await call('GET', group('another'))).status).toBe(404);
  for (const [name, properties] of [
    ['-dash', {}],
    ['fine', { credential: { name: 'nobody' } }],
  ] as const) {
    const refused = await make(name, properties);
    expect([refused.status, refused.json<Answer>().code]).toEqual([400, 'BadRequest']);
  }
});

test('workers are registered under their own id, changed, moved to another group and deleted', async () => {
  await make('Left');
  await make('Right');
  const id = newId();
  const at = (of: string, rest = '') => `${group(of)}/hybridRunbookWorkers${rest}`;
  const put = (of: string, properties: object = { vmResourceId: machine('server-1') }) =>
    call('PUT', at(of, `/${id}`), { json: { properties } });
  const made = await put('Left');
  expect([made.status, made.json()]).toMatchObject([
    201,
    {
      id: `${plane.account}/hybridRunbookWorkerGroups/Left/hybridRunbookWorkers/${id}`,
      name: id,
      properties: {
        workerName: 'server-1',
        workerType: 'HybridV2',
        vmResourceId: machine('server-1'),
        registeredDateTime: expect.any(String),
        lastSeenDateTime: null,
      },
    },
  ]);
  expect((await put('Left')).status).toBe(200);
  const patched = await call('PATCH', at('left', `/${id}`), {
    json: { properties: { vmResourceId: machine('server-2') } },
  });
  expect([patched.status, patched.json<Answer>().properties['workerName']]).toEqual([200, 'server-2']);
  const listed = async (of: string) =>
    (await call('GET', at(of))).json<Answer>().value.map(({ name }) => name);
  const elsewhere = await put('Right');
  expect([elsewhere.status, elsewhere.json<Answer>().code]).toEqual([409, 'Conflict']);
  const move = (to: string) =>
    call('POST', at('Left', `/${id}/move`), { json: { hybridRunbookWorkerGroupName: to } });
  expect((await move('nowhere')).status).toBe(404);
  expect((await move('Right')).status).toBe(200);
  expect([await listed('Left'), await listed('Right')]).toEqual([[], [id]]);
  expect((await call('GET', at('Left', `/${id}`))).status).toBe(404);
  expect((await call('GET', at('Right', `/${id}`))).json<Answer>().properties['workerName']).toBe('server-2');
  expect((await call('DELETE', at('Right', `/${id}`))).status).toBe(200);
  expect((await call('DELETE', at('Right', `/${id}`))).status).toBe(204);
  expect((await call('PUT', at('Right', '/not-a-guid'), { json: {} })).status).toBe(400);
  expect((await call('GET', at('Nowhere'))).status).toBe(404);
  // Deleting a group takes its workers along: the id is free again.
  await put('Left');
  await call('DELETE', group('Left'));
  expect((await put('Right')).status).toBe(201);
  const verbs = await plane.db.query<{ verb: string }>(sql`
    select distinct substring(action from 'hybridRunbookWorkers/(.*)$') as verb from audit_entry
    where resource like ${`%/hybridRunbookWorkers/${id}`} order by 1`);
  expect(verbs.map(({ verb }) => verb)).toEqual(['delete', 'move/action', 'write']);
});

test('older clients see a group in their shape, with its workers in it, and cannot make one', async () => {
  await make('Old', { credential: { name: 'service' } });
  await call('PUT', `${group('Old')}/hybridRunbookWorkers/${newId()}`, {
    json: { properties: { vmResourceId: machine('old-server') } },
  });
  const old = 'api-version=2015-10-31';
  const shown = await plane.call('GET', `${plane.account}${group('Old')}?${old}`);
  expect(shown.json()).toEqual({
    id: `${plane.account}/hybridRunbookWorkerGroups/Old`,
    name: 'Old',
    credential: { name: 'service' },
    groupType: 'User',
    hybridRunbookWorkers: [
      { name: 'old-server', ip: '', registrationTime: expect.any(String), lastSeenDateTime: null },
    ],
  });
  const patched = await plane.call('PATCH', `${plane.account}${group('Old')}?${old}`, {
    json: { credential: { name: '' } },
  });
  expect([patched.status, patched.json<{ credential: unknown }>().credential]).toEqual([200, null]);
  for (const [method, path] of [
    ['PUT', group('Older')],
    ['GET', `${group('Old')}/hybridRunbookWorkers`],
  ] as const) {
    const refused = await plane.call(method, `${plane.account}${path}?${old}`, {
      json: method === 'PUT' ? {} : undefined,
    });
    expect([refused.status, refused.json<Answer>().code]).toEqual([400, 'NoRegisteredProviderFound']);
  }
});

test('a job for a group without workers waits and says so, and no other worker takes it', async () => {
  await make('Waiting');
  const start = (runOn: string, runbook = 'greet', name = newId()) =>
    call('PUT', `/jobs/${name}`, {
      json: { properties: { runbook: { name: runbook }, parameters: { who: 'Ada' }, runOn } },
    });
  const missing = await start('Nowhere');
  expect([missing.status, missing.json<Answer>().code]).toEqual([400, 'BadRequest']);
  const held = await start('waiting');
  const workflow = await start('Waiting', 'flow');
  expect([held.status, workflow.status]).toEqual([201, 201]);
  const show = async (name: string) => (await call('GET', `/jobs/${name}`)).json<Answer>().properties;
  const name = held.json<Answer>().name;
  expect(await show(name)).toMatchObject({
    status: 'New',
    runOn: 'waiting',
    statusDetails: 'WaitingForHybridWorker',
    waitingBecause: expect.stringContaining('hybrid worker group'),
  });
  // What came later, for the workers of the installation, is what they get, and then there is nothing more.
  const later = await Promise.all(['', 'Azure'].map((runOn) => start(runOn)));
  const claimed = [];
  for (const _ of later) {
    const claim = await plane.link.claim({ worker: 'w', kinds: ['job'], waitMilliseconds: 60_000 });
    claimed.push(claim!.attempt.jobId);
    await plane.link.end(claim!.attempt, { status: 'Completed', durationMilliseconds: 1 });
  }
  const ids = later.map((answer) => answer.json<Answer>().properties['jobId']);
  expect(claimed.toSorted()).toEqual(ids.toSorted());
  // A workflow that is suspended and resumed meanwhile still waits for its group.
  const flow = workflow.json<Answer>().name;
  for (const act of ['suspend', 'resume'])
    expect((await call('POST', `/jobs/${flow}/${act}`)).status).toBe(200);
  expect(await show(flow)).toMatchObject({ statusDetails: 'WaitingForHybridWorker' });
  expect(
    await plane.link.claim({ worker: 'w', kinds: ['job'], waitMilliseconds: 300 }),
    'nobody else may have it',
  ).toBeUndefined();

  const busy = await call('DELETE', group('Waiting'));
  expect([busy.status, busy.json<Answer>().code]).toEqual([409, 'Conflict']);
  for (const each of [name, flow]) expect((await call('POST', `/jobs/${each}/stop`)).status).toBe(200);
  expect(await show(name)).toMatchObject({ status: 'Stopped', waitingBecause: null });
  expect((await call('DELETE', group('Waiting'))).status).toBe(200);
});

test('the test of a draft waits for its group, too', async () => {
  await make('Tests');
  await call('PUT', '/runbooks/greet/draft/content', { text: 'greet again' });
  const refused = await call('PUT', '/runbooks/greet/draft/testJob', {
    json: { parameters: { who: 'Ada' }, runOn: 'Nowhere' },
  });
  expect([refused.status, refused.json<Answer>().code]).toEqual([400, 'BadRequest']);
  const started = await call('PUT', '/runbooks/greet/draft/testJob', {
    json: { parameters: { who: 'Ada' }, runOn: 'Tests' },
  });
  expect(started.status).toBe(201);
  const built = new AbortController();
  const building = buildEverything(plane.link, built.signal);
  const heldOf = async () =>
    plane.db.maybe<{ held: boolean }>(
      sql`select worker_group_id is not null as held from job where test_of is not null and artifact_hash is not null`,
    );
  for (;;) if ((await heldOf()) !== undefined) break;
  expect(await heldOf()).toEqual({ held: true });
  built.abort();
  await building;
  expect(await plane.link.claim({ worker: 'w', kinds: ['job'], waitMilliseconds: 300 })).toBeUndefined();
});
