import { request } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { isoTime, newId, systemClock } from '#kernel';
import type { JobClaim } from '#worker-link';

import { buildEverything, publishRunbook } from '../testing/builder.ts';
import { type TestControlPlane, testControlPlane, version } from '../testing/control-plane.ts';

let plane: TestControlPlane;
const building = new AbortController();

beforeAll(async () => {
  plane = await testControlPlane();
  const builder = buildEverything(plane.link, building.signal);
  await publishRunbook(plane, 'greet', 'hello');
  await publishRunbook(plane, 'snake', 'print("hello")', 'Python3');
  building.abort();
  await builder;
  // One of these tests writes 250 jobs at once, past every limit.
  const limits = { newJobsPer30Seconds: 10_000, concurrentJobs: 10_000 };
  await plane.call('PATCH', `${plane.account}/limits?${version}`, { json: limits });
});
afterAll(() => building.abort());

interface WireJob {
  readonly id: string;
  readonly name: string;
  readonly properties: Record<string, unknown> & { jobId: string; status: string };
}
interface WirePage {
  readonly value: WireJob[];
  readonly nextLink?: string;
}

const at = (rest: string): string =>
  `${plane.account}/jobs${rest}${rest.includes('?') ? '&' : '?'}${version}`;
const start = (name: string, properties: object = {}) =>
  plane.call('PUT', at(`/${name}`), {
    json: { properties: { runbook: { name: 'Greet' }, parameters: { WHO: 'Ada' }, ...properties } },
  });
const claim = async (): Promise<JobClaim> => {
  const claimed = await plane.link.claim({ worker: 'test', kinds: ['job'], waitMilliseconds: 10_000 });
  if (claimed?.kind !== 'job') throw new Error('no job came');
  return claimed;
};
const now = (): string => isoTime(systemClock.now());
const began = {
  isolation: { boundary: 'process', egressEnforced: false, detail: 'a test' },
  engine: 'node',
} as const;

test('a job from 201 to its end, as a client sees it', async () => {
  const name = newId();
  const created = await start(name);
  expect(created.status).toBe(201);
  const job = created.json<WireJob>();
  expect(job).toMatchObject({
    name,
    type: 'Microsoft.Automation/AutomationAccounts/Jobs',
    properties: {
      status: 'New',
      provisioningState: 'Processing',
      statusDetails: 'None',
      runbook: { name: 'greet' },
      parameters: { who: 'Ada' },
      tenant: 'main',
      startTime: null,
      endTime: null,
      exception: null,
      runOn: null,
    },
  });
  const { jobId } = job.properties;
  expect(jobId).not.toBe(name);
  expect((await plane.call('GET', at(`/${jobId}`))).json<WireJob>()).toMatchObject({
    id: expect.stringMatching(new RegExp(`/jobs/${jobId}$`)),
    name,
  });

  const { attempt, parameters } = await claim();
  expect(parameters).toEqual({ who: 'Ada' });
  await plane.link.started(attempt, began);
  const records = [
    { sequence: 1, stream: 'Output', text: 'Hello Ada', time: now() },
    { sequence: 2, stream: 'Output', text: '28', value: 28, time: now() },
    { sequence: 3, stream: 'Output', text: '@{a=1}', value: { a: 1 }, time: now() },
    { sequence: 4, stream: 'Error', text: 'no', value: { Exception: 'no', Message: 'no' }, time: now() },
  ] as const;
  await plane.link.appendStreams(attempt, records);
  // PowerShell's Write-Host: kept beside Azure's six, and listed only for those who ask for it.
  const aside = { sequence: 5, stream: 'Information', text: 'aside', time: now() } as const;
  await plane.link.appendStreams(attempt, [aside]);
  await plane.link.recordStep(attempt, { name: 'one', result: { secret: 'x' } });
  await plane.link.appendCalls(attempt, [
    {
      sequence: 1,
      method: 'GET',
      host: 'graph.microsoft.com',
      pathTemplate: '/v1.0/users/{id}',
      status: 200,
      milliseconds: 3.5,
      refused: false,
      time: now(),
    },
  ]);
  await plane.link.end(attempt, {
    status: 'Completed',
    exitCode: 0,
    peakMemoryBytes: 1e8,
    durationMilliseconds: 12.5,
  });

  const ended = (await plane.call('GET', at(`/${name}`))).json<WireJob>();
  expect(ended.properties).toMatchObject({
    status: 'Completed',
    provisioningState: 'Succeeded',
    attempt: 1,
    exitCode: 0,
    peakMemoryBytes: 1e8,
    durationMilliseconds: 12.5,
    isolation: { boundary: 'process', egressEnforced: false },
  });
  expect(ended.properties['endTime']).not.toBeNull();

  const streams = (await plane.call('GET', at(`/${name}/streams`))).json<{
    value: {
      properties: { jobStreamId: string; summary: string; streamType: string; streamText?: string };
    }[];
  }>();
  expect(streams.value.map(({ properties }) => [properties.streamType, properties.summary])).toEqual(
    records.map(({ stream, text }) => [stream, text]),
  );
  const whole = await Promise.all(
    streams.value.map(async ({ properties }) => {
      expect(properties.streamText).toBeUndefined();
      expect(properties.jobStreamId).toMatch(new RegExp(`^${jobId}_\\d{20}_\\d{20}$`));
      const one = await plane.call('GET', at(`/${name}/streams/${properties.jobStreamId}`));
      return one.json<{ properties: { streamText: string; value: unknown } }>().properties;
    }),
  );
  expect(whole.map(({ streamText, value }) => [streamText, value])).toEqual([
    ['Hello Ada\r\n', { value: 'Hello Ada' }],
    ['28\r\n', { value: 28 }],
    ['@{a=1}\r\n', { a: 1 }],
    ['no\r\n', { Exception: 'no', Message: 'no' }],
  ]);
  const errors = await plane.call('GET', at(`/${name}/streams?$filter=properties/streamType%20eq%20'Error'`));
  expect(errors.json<WirePage>().value).toHaveLength(1);
  const asides = await plane.call(
    'GET',
    at(`/${name}/streams?$filter=properties/streamType%20eq%20'Information'`),
  );
  expect(asides.json<WirePage>().value).toHaveLength(1);

  const output = await plane.call('GET', at(`/${name}/output`));
  expect([output.text, output.headers['content-type']]).toEqual([
    'Hello Ada\r\n28\r\n@{a=1}\r\n',
    'text/plain; charset=utf-8',
  ]);
  expect((await plane.call('GET', at(`/${name}/runbookContent`))).text).toBe('hello');
  const steps = await plane.call('GET', at(`/${name}/steps`));
  expect(steps.json()).toEqual({ value: [{ name: 'one', attempt: 1, recordedAt: expect.any(String) }] });
  expect(steps.text, 'a step may hold secrets').not.toContain('secret');
  expect((await plane.call('GET', at(`/${name}/calls`))).json()).toMatchObject({
    value: [
      { host: 'graph.microsoft.com', pathTemplate: '/v1.0/users/{id}', status: 200, milliseconds: 3.5 },
    ],
  });
});

test.each([
  ['an unknown runbook', { runbook: { name: 'none' } }, 404, "Runbook 'none' not found"],
  ['a missing parameter', { parameters: {} }, 400, "needs a value for parameter 'who'"],
  ['a parameter that is none', { parameters: { who: 'a', nope: '1' } }, 400, "no parameter 'nope'"],
  ['a mistyped parameter', { parameters: { who: 'a', times: 'three' } }, 400, "'times'"],
  ['a parameter that is no text', { parameters: { who: 7 } }, 400, 'properties.parameters.who'],
  ['a fork that is not there', { tenant: 'nowhere' }, 400, "no tenant 'nowhere'"],
  ['no runbook', { runbook: {} }, 400, 'properties.runbook.name'],
])('%s is refused in one clear sentence, and no job is left', async (_name, properties, status, message) => {
  const name = newId();
  const answer = await start(name, properties);
  expect([answer.status, answer.json<{ message: string }>().message]).toEqual([
    status,
    expect.stringContaining(message),
  ]);
  expect((await plane.call('GET', at(`/${name}`))).status).toBe(404);
});

test('a job for a runbook that was never published says so', async () => {
  await plane.call('PUT', `${plane.account}/runbooks/draft-only?${version}`, {
    json: { properties: { runbookType: 'TypeScript' } },
  });
  const { status, json } = await start(newId(), { runbook: { name: 'draft-only' } });
  expect([status, json<{ code: string }>().code]).toEqual([400, 'RunbookNotPublished']);
});

test('a name is used once', async () => {
  const name = newId();
  expect((await start(name)).status).toBe(201);
  expect((await start(name.toUpperCase())).status).toBe(409);
  await plane.call('POST', at(`/${name}/stop`));
});

test('a job that waits is stopped at once; a stopped one cannot be stopped again', async () => {
  const name = newId();
  await start(name);
  const stopped = await plane.call('POST', at(`/${name}/stop`));
  expect([stopped.status, stopped.text]).toEqual([200, '']);
  expect((await plane.call('GET', at(`/${name}`))).json<WireJob>().properties.status).toBe('Stopped');
  const again = await plane.call('POST', at(`/${name}/stop`));
  expect([again.status, again.json<{ message: string }>().message]).toEqual([
    400,
    expect.stringContaining('Stopped'),
  ]);
  for (const action of ['suspend', 'resume']) {
    expect((await plane.call('POST', at(`/${name}/${action}`))).status).toBe(400);
  }
});

test('what a job starts over the API is its child: shown, listed, on its tenant, and stopped with it', async () => {
  const parent = newId();
  const { jobId } = (await start(parent)).json<WireJob>().properties;
  const { attempt } = await claim();
  const child = newId();
  const asked = (header: string) =>
    plane.call('PUT', at(`/${child}`), {
      json: { properties: { runbook: { name: 'Greet' }, parameters: { WHO: 'Bob' } } },
      headers: { 'x-tenantry-job': header },
    });
  const created = await asked(String(jobId));
  expect(created.json<WireJob>().properties).toMatchObject({
    parent: { jobId, name: parent },
    tenant: 'main',
  });
  for (const name of [parent, jobId]) {
    const filter = encodeURIComponent(`properties/parent eq '${String(name)}'`);
    const { value } = (await plane.call('GET', at(`?$filter=${filter}`))).json<WirePage>();
    expect(value.map((job) => job.name)).toEqual([child]);
  }
  await plane.call('POST', at(`/${parent}/stop`));
  expect((await plane.call('GET', at(`/${child}`))).json<WireJob>().properties.status).toBe('Stopped');
  await plane.link.end(attempt, { status: 'Stopped', durationMilliseconds: 1 });

  // Who is no job of the account, or has ended, is nobody's parent.
  for (const header of [String(jobId), newId(), 'nonsense']) {
    const name = newId();
    const alone = await plane.call('PUT', at(`/${name}`), {
      json: { properties: { runbook: { name: 'Greet' }, parameters: { WHO: 'Cleo' } } },
      headers: { 'x-tenantry-job': header },
    });
    expect(alone.json<WireJob>().properties['parent']).toBeNull();
    await plane.call('POST', at(`/${name}/stop`));
  }
});

test('lists are filtered as clients filter, newest first, without what only the job itself shows', async () => {
  const list = async (filter: string): Promise<WireJob[]> =>
    (await plane.call('GET', at(`?$filter=${encodeURIComponent(filter)}`))).json<WirePage>().value;
  const completed = await list("properties/status eq 'Completed' and properties/runbook/name eq 'GREET'");
  expect(completed).toHaveLength(1);
  expect(completed[0]?.properties).not.toHaveProperty('parameters');
  expect(completed[0]?.properties).not.toHaveProperty('startedBy');
  expect(await list("properties/runbook/name eq 'other'")).toEqual([]);
  expect(await list('properties/creationTime ge 2999-01-01T00:00:00%2B02:00'.replace('%2B', '+'))).toEqual(
    [],
  );
  const all = await list('properties/creationTime ge 2000-01-01T00:00:00Z');
  const times = all.map(({ properties }) => String(properties['creationTime']));
  expect(times).toEqual(times.toSorted().toReversed());
  expect((await plane.call('GET', at("?$filter=properties/other eq '1'"))).status).toBe(400);
});

test('pages of jobs overlap nowhere, even when they were created in one moment', async () => {
  await plane.db.query({
    text: `insert into job (id, account_id, name, runbook_name, runbook_type, artifact_hash, status, parameters, started_by,
             created_at, modified_at, status_modified_at, ended_at)
           select gen_random_uuid(), account_id, gen_random_uuid()::text, 'bulk', runbook_type, artifact_hash, 'Completed',
             parameters, started_by, timestamptz '2026-01-01T00:00:00Z' + (n / 50) * interval '1 microsecond', now(), now(), now()
           from (select * from job limit 1) one, generate_series(1, 250) n`,
    values: [],
  });
  const names: string[] = [];
  let link: string | undefined = at("?$filter=properties/runbook/name%20eq%20'bulk'");
  while (link !== undefined) {
    const page: WirePage = (await plane.call('GET', link)).json();
    names.push(...page.value.map(({ name }) => name));
    link = page.nextLink;
  }
  expect(names).toHaveLength(250);
  expect(new Set(names).size).toBe(250);
});

test('a followed job tells what was and what comes, and ends with its end', async () => {
  const name = newId();
  await start(name);
  const { attempt } = await claim();
  await plane.link.started(attempt, began);
  await plane.link.appendStreams(attempt, [{ sequence: 1, stream: 'Output', text: 'before', time: now() }]);

  const follow = async (accept: string): Promise<string[]> => {
    const { Agent } = await import('undici');
    const { readFileSync } = await import('node:fs');
    const agent = new Agent({ connect: { ca: readFileSync(plane.caFile, 'utf8') } });
    const answer = await request(new URL(at(`/${name}/follow`), plane.origin), {
      dispatcher: agent,
      headers: { accept, authorization: `Bearer ${await plane.token('reader')}` },
    });
    expect(answer.headers['content-type']).toContain(accept);
    const lines: string[] = [];
    let rest = '';
    for await (const chunk of answer.body) {
      rest += String(chunk);
      if (rest.includes('before') && !told.before) {
        told.before = true;
        await plane.link.appendStreams(attempt, [
          { sequence: 2, stream: 'Warning', text: 'after', time: now() },
        ]);
        await plane.link.recordStep(attempt, { name: 'step', result: null });
        await plane.link.end(attempt, { status: 'Failed', exception: 'broke', durationMilliseconds: 1 });
      }
      const parts = rest.split('\n');
      rest = parts.pop() ?? '';
      lines.push(...parts);
    }
    await agent.close();
    return lines;
  };
  const told = { before: false };
  const [events, documents] = await Promise.all([
    follow('text/event-stream'),
    follow('application/x-ndjson'),
  ]);

  const data = events.filter((line) => line.startsWith('data:')).map((line) => JSON.parse(line.slice(5)));
  expect(
    data.filter(({ text }) => text !== undefined).map(({ streamType, text }) => [streamType, text]),
  ).toEqual([
    ['Output', 'before'],
    ['Warning', 'after'],
  ]);
  expect(data.at(-1)).toEqual({ kind: 'status', status: 'Failed', attempt: 1, exception: 'broke' });
  expect(events.filter((line) => line.startsWith('event:')).at(-1)).toBe('event: status');
  const kinds = documents.filter((line) => line !== '').map((line) => JSON.parse(line) as { kind: string });
  expect(kinds.at(-1)).toEqual(data.at(-1));
  expect(kinds.filter(({ kind }) => kind === 'step')).toEqual([
    { kind: 'step', name: 'step', attempt: 1, recordedAt: expect.any(String) },
  ]);
});

test('a Python runbook declares no parameters: whatever comes reaches the job, in its order', async () => {
  const parameters = { second: '2', first: 'x', '[PARAMETER 3]': 'z' };
  const created = await start(newId(), { runbook: { name: 'snake' }, parameters });
  expect(created.status).toBe(201);
  const claimed = await claim();
  expect(claimed.runbook).toMatchObject({ name: 'snake', type: 'Python3' });
  expect(Object.entries(claimed.parameters)).toEqual(Object.entries(parameters));
  await plane.link.end(claimed.attempt, { status: 'Completed', durationMilliseconds: 1 });
});
