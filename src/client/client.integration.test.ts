import { readFileSync } from 'node:fs';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { newId } from '#kernel';
import type { AttemptRef, BuildResult } from '#worker-link';

import { buildEverything, plainBuild } from '../api/testing/builder.ts';
import { type TestControlPlane, testControlPlane } from '../api/testing/control-plane.ts';
import * as sample from '../certificates/testing/sample-pfx.ts';
import { type Client, type JobEvent, createClient } from './index.ts';

let plane: TestControlPlane;
let client: Client;
const building = new AbortController();
const time = '2026-11-24T10:00:00.000Z';

beforeAll(async () => {
  plane = await testControlPlane();
  client = createClient({
    origin: plane.origin,
    ca: readFileSync(plane.caFile, 'utf8'),
    token: () => plane.token('owner'),
    subscriptionId: plane.subscriptionId,
    resourceGroup: 'tenantry',
    account: 'main',
  });
  const build = (source: string): BuildResult =>
    source.includes('mistake')
      ? {
          ok: false,
          diagnostics: [{ file: 'r.ts', line: 3, column: 1, message: 'no such name', code: 'TS2304' }],
        }
      : plainBuild(source);
  void buildEverything(plane.link, building.signal, build);
});
afterAll(async () => {
  building.abort();
  await client.close();
});

test('a runbook is made, drafted, published, read back, listed and deleted', async () => {
  const { runbooks } = client;
  expect(await runbooks.create('greet', { description: 'says hello' })).toMatchObject({ state: 'New' });
  await runbooks.putDraft('greet', 'hello');
  expect(await runbooks.draft('greet')).toBe('hello');
  await runbooks.publish('greet');
  expect(await runbooks.content('greet')).toBe('hello');
  expect(await runbooks.get('greet')).toMatchObject({
    state: 'Published',
    parameters: { who: { isMandatory: true } },
  });
  expect(await Array.fromAsync(runbooks.list())).toMatchObject([{ name: 'greet' }]);
  expect(await runbooks.delete('greet')).toBe(true);
  await expect(runbooks.get('greet')).rejects.toMatchObject({ status: 404 });
});

test('a draft that does not compile rejects and says where', async () => {
  const { runbooks } = client;
  await runbooks.create('wrong');
  await runbooks.putDraft('wrong', 'a mistake');
  await expect(runbooks.publish('wrong')).rejects.toThrow(/r\.ts.*3.*no such name/s);
  expect((await runbooks.get('wrong')).state).toBe('New');
});

test('certificates and connections are put and read, secrets excepted', async () => {
  const { certificates, connections } = client;
  const content = Buffer.from(sample.pfx, 'base64');
  await certificates.put('sign-in', { content, password: sample.password, isExportable: true });
  const certificate = await certificates.get('sign-in');
  expect(certificate).toMatchObject({ thumbprint: sample.thumbprint, isExportable: true });
  expect(JSON.stringify(certificate)).not.toContain(sample.password);
  const fields = { AutomationCertificateName: 'sign-in', SubscriptionID: 'none' };
  await connections.put('azure', { type: 'Azure', fields });
  expect(await connections.get('azure')).toMatchObject({ fieldDefinitionValues: fields });
  expect((await Array.fromAsync(certificates.list())).map(({ name }) => name)).toEqual(['sign-in']);
  expect((await Array.fromAsync(connections.list())).map(({ name }) => name)).toEqual(['azure']);
  expect([await certificates.delete('sign-in'), await connections.delete('azure')]).toEqual([true, true]);
});

test('variables and credentials are put and read, secrets excepted', async () => {
  const { variables, credentials } = client;
  await variables.put('limit', { value: { a: 1 } });
  expect(JSON.parse((await variables.get('limit')).value!)).toEqual({ a: 1 });
  await variables.put('hidden', { value: 'x', isEncrypted: true });
  expect((await variables.get('hidden')).value ?? null).toBeNull();
  await credentials.put('service', { userName: 'u', password: 'secret' });
  expect(JSON.stringify(await credentials.get('service'))).not.toContain('secret');
  expect((await Array.fromAsync(variables.list())).map(({ name }) => name).sort()).toEqual([
    'hidden',
    'limit',
  ]);
  expect(await variables.delete('limit')).toBe(true);
});

test('a job is followed live to its end, with everything it did', async () => {
  await client.runbooks.create('live');
  await client.runbooks.putDraft('live', 'source');
  await client.runbooks.publish('live');
  const name = newId();
  const job = await client.jobs.create(name, { runbook: 'live', parameters: { who: 'Ada' } });
  expect(job).toMatchObject({ name, status: 'New', tenant: 'main', runbook: { name: 'live' } });

  const told: string[] = [];
  let attempt: AttemptRef | undefined;
  for await (const event of client.jobs.follow(name)) {
    told.push(label(event));
    // Each thing happens only once the one before was heard: the view is live.
    attempt = await next(event, attempt);
  }
  expect(told).toEqual([
    'New',
    'Activating',
    'Running',
    'Verbose hello',
    'step greet',
    'Output bye',
    'Completed',
  ]);
  expect(await client.jobs.output(name)).toBe('bye\r\n');
  expect(await client.jobs.steps(name)).toMatchObject([{ name: 'greet', attempt: 1 }]);
  expect(await client.jobs.calls(name)).toMatchObject([
    { method: 'GET', pathTemplate: '/v1.0/users/{id}', status: 200 },
  ]);
  const summaries = await Array.fromAsync(client.jobs.streams(name, { streamType: 'Output' }));
  expect(summaries).toMatchObject([{ streamType: 'Output', summary: 'bye' }]);
  expect(await client.jobs.stream(name, summaries[0]!.jobStreamId)).toMatchObject({ streamText: 'bye\r\n' });
  expect(await Array.fromAsync(client.jobs.list({ runbook: 'live', status: 'Completed' }))).toMatchObject([
    { name },
  ]);

  async function next(event: JobEvent, at: AttemptRef | undefined): Promise<AttemptRef | undefined> {
    const { link } = plane;
    switch (label(event)) {
      case 'New': {
        const claim = await link.claim({ worker: 'test', kinds: ['job'], waitMilliseconds: 10_000 });
        return claim?.attempt;
      }
      case 'Activating':
        await link.started(at!, {
          isolation: { boundary: 'process', egressEnforced: false },
          engine: 'test',
        });
        break;
      case 'Running':
        await link.appendStreams(at!, [{ sequence: 1, stream: 'Verbose', text: 'hello', time }]);
        break;
      case 'Verbose hello': {
        await link.recordStep(at!, { name: 'greet', result: null });
        // Steps are told with the record that comes next: they write without a word, for speed.
        const call = {
          method: 'GET',
          host: 'graph.microsoft.com',
          pathTemplate: '/v1.0/users/{id}',
          status: 200,
        };
        await link.appendCalls(at!, [{ sequence: 1, ...call, milliseconds: 1, refused: false, time }]);
        await link.appendStreams(at!, [{ sequence: 2, stream: 'Output', text: 'bye', time }]);
        break;
      }
      case 'Output bye':
        await link.end(at!, { status: 'Completed', durationMilliseconds: 5 });
        break;
      default:
    }
    return at;
  }
});

test('a job that nobody has begun is stopped at once', async () => {
  const name = newId();
  await client.jobs.create(name, { runbook: 'live', parameters: { who: 'Ada' } });
  await client.jobs.stop(name);
  const events = await Array.fromAsync(client.jobs.follow(name));
  expect(events.at(-1)).toMatchObject({ kind: 'status', status: 'Stopped' });
});

test('wrong input is refused with the reason, and no job is made', async () => {
  const before = (await Array.fromAsync(client.jobs.list())).length;
  const create = (request: { runbook: string; parameters?: Record<string, string> }) =>
    client.jobs.create(newId(), request);
  await expect(create({ runbook: 'nowhere' })).rejects.toMatchObject({ status: 404 });
  await expect(create({ runbook: 'live' })).rejects.toThrow(/who/);
  await expect(create({ runbook: 'live', parameters: { who: 'A', times: 'many' } })).rejects.toThrow(/times/);
  await expect(create({ runbook: 'wrong' })).rejects.toMatchObject({ status: expect.any(Number) });
  await expect(Array.fromAsync(client.jobs.follow('nothing'))).rejects.toMatchObject({ status: 404 });
  expect((await Array.fromAsync(client.jobs.list())).length).toBe(before);
});

function label(event: JobEvent): string {
  if (event.kind === 'status') return event.status;
  return event.kind === 'step'
    ? `step ${event.step.name}`
    : `${event.record.streamType} ${event.record.streamText}`;
}
