import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { problem, silentLogger } from '#kernel';
import { type WorkerLink, createLinkClient, linkPaths } from '#worker-link';

import { admitByKey, answerLinkRefusals, workerLinkRoutes } from './worker-link-routes.ts';

const attempt = { jobId: '3f0e2a52-7a34-4f4e-9a57-0c3a1f0a9b11', number: 1 };
let called: string[];
let link: Partial<WorkerLink>;
let server: FastifyInstance;

/** A control plane that notes what reaches it and does what the test gave it to do. */
beforeEach(() => {
  called = [];
  link = {};
  const port = new Proxy({} as WorkerLink, {
    get:
      (_port, method: keyof WorkerLink) =>
      (...args: never[]) => {
        called.push(method);
        const act = link[method] as ((...given: never[]) => Promise<unknown>) | undefined;
        return act === undefined ? Promise.resolve() : act(...args);
      },
  });
  server = Fastify({ forceCloseConnections: true });
  answerLinkRefusals(server);
  workerLinkRoutes(server, admitByKey(port, 'the key'));
});
afterEach(() => server.close());

const urlOf = (path: string): string =>
  path.replace(':jobId', attempt.jobId).replace(':number', '1').replace(/:\w+/, 'name');

test('without the worker key no path of the link reaches the domain', async () => {
  const wrong = [undefined, '', 'the key', 'Bearer', 'Bearer the kez', 'Bearer the key ', 'Basic the key'];
  const paths = Object.values(linkPaths);
  expect(paths.length).toBeGreaterThan(10);
  for (const path of paths) {
    for (const method of ['GET', 'POST', 'PUT'] as const) {
      for (const authorization of wrong) {
        const headers = authorization === undefined ? {} : { authorization };
        const { statusCode, body } = await server.inject({ method, url: urlOf(path), headers, payload: {} });
        expect(statusCode, `${method} ${path}`).toBe(401);
        expect(JSON.parse(body)).toMatchObject({ error: { code: 'LinkKeyWrong' } });
      }
    }
  }
  expect(called).toEqual([]);
});

test('a body that is not of the protocol is refused and reaches nobody', async () => {
  const headers = { authorization: 'Bearer the key' };
  const bad: readonly [path: string, body: object | string][] = [
    [linkPaths.claim, { worker: 'w', kinds: [], waitMilliseconds: 1 }],
    [linkPaths.claim, { worker: 'w', kinds: ['job'], waitMilliseconds: 60_001 }],
    [linkPaths.started, {}],
    [linkPaths.streams, { records: [{ sequence: 0, stream: 'Output', text: '', time: '' }] }],
    [linkPaths.streams, { records: [{ sequence: 1, stream: 'Other', text: '', time: '' }] }],
    [linkPaths.followingStreams, { records: [] }],
    [linkPaths.followingStreams, { first: 1, texts: ['a'], streams: [], times: [], values: [] }],
    [linkPaths.steps, { name: '', result: 1 }],
    [linkPaths.calls, { calls: 'none' }],
    [linkPaths.end, { status: 'Running', durationMilliseconds: 1 }],
    [linkPaths.built, { ok: false, diagnostics: [] }],
    [linkPaths.release, { reason: 'x'.repeat(1_001) }],
    [linkPaths.end, '{"status":'],
  ];
  for (const [path, body] of bad) {
    const payload = typeof body === 'string' ? body : JSON.stringify(body);
    const answer = await server.inject({
      method: 'POST',
      url: urlOf(path),
      headers: { ...headers, 'content-type': 'application/json' },
      payload,
    });
    expect(answer.statusCode, `${path} ${payload}`).toBe(400);
    expect(answer.json()).toMatchObject({ error: { code: 'InvalidInput', values: expect.anything() } });
  }
  expect(called).toEqual([]);
});

test('a path that is none of the link is refused in its own words', async () => {
  const headers = { authorization: 'Bearer the key' };
  const answer = await server.inject({ url: '/link/v9/claim', headers });
  expect(answer.statusCode).toBe(404);
  expect(answer.json()).toMatchObject({ error: { code: 'RouteNotFound', values: expect.anything() } });
});

test('an error of the domain keeps its code, values and status; any other tells nothing of itself', async () => {
  const headers = { authorization: 'Bearer the key' };
  const url = urlOf(linkPaths.heartbeat);
  link.heartbeat = () => Promise.reject(problem('StaleAttempt', { job: 'j', number: 4 }));
  const stale = await server.inject({ method: 'POST', url, headers, payload: {} });
  expect(stale.statusCode).toBe(409);
  expect(stale.json()).toMatchObject({ error: { code: 'StaleAttempt', values: { job: 'j', number: 4 } } });
  link.heartbeat = () => Promise.reject(new Error('password=hunter2'));
  const broken = await server.inject({ method: 'POST', url, headers, payload: {} });
  expect(broken.statusCode).toBe(500);
  expect(broken.body).not.toContain('hunter2');
});

test('a worker that hangs up ends its claim and its event stream in the domain', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-link-'));
  const socketPath = join(folder, 'link.sock');
  await server.listen({ path: socketPath });
  const client = createLinkClient({ address: { socketPath }, workerKey: 'the key', logger: silentLogger });
  const reached = { claim: Promise.withResolvers<void>(), follow: Promise.withResolvers<void>() };
  const aborted = { claim: Promise.withResolvers<undefined>(), follow: Promise.withResolvers<void>() };
  link.claim = (_request, signal) => {
    signal!.addEventListener('abort', () => aborted.claim.resolve(undefined));
    reached.claim.resolve();
    return aborted.claim.promise;
  };
  link.follow = (worker, handle, signal) => {
    expect(worker).toBe('w');
    signal.addEventListener('abort', () => aborted.follow.resolve());
    handle({ event: 'hello' });
    return aborted.follow.promise;
  };
  const leaving = new AbortController();
  const request = { worker: 'w', kinds: ['job' as const], waitMilliseconds: 60_000 };
  const claiming = client.claim(request, leaving.signal);
  const following = client.follow('w', () => reached.follow.resolve(), leaving.signal);
  await Promise.all([reached.claim.promise, reached.follow.promise]);
  leaving.abort();
  await Promise.all([aborted.claim.promise, aborted.follow.promise, claiming, following]);
  await client.close();
  rmSync(folder, { recursive: true, force: true });
});
