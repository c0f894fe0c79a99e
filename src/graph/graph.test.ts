import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { type GraphClient, createGraphClient, filter, isGraphError, path } from './index.ts';
import { retryAfter, waitBefore } from './retry.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
const answers: Answer[] = [];
const seen: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[] = [];
const server = createServer(async (request, response) => {
  const body = Buffer.concat(await Array.fromAsync(request)).toString();
  seen.push({ method: request.method!, url: request.url!, headers: request.headers, body });
  answers.shift()!(request, response);
});
let graph: GraphClient;
let origin: string;

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  graph = createGraphClient({
    token: async ({ renew }) => (renew ? 'another-token' : 'a-token'),
    baseUrl: origin,
    retries: { most: 2, firstMilliseconds: 1, longestMilliseconds: 4 },
  });
});
afterAll(() => server.close());

const reply =
  (status: number, body?: unknown, headers: Record<string, string> = {}): Answer =>
  (_request, response) =>
    response.writeHead(status, headers).end(body === undefined ? undefined : JSON.stringify(body));

test('a list goes through all pages, one after the other', async () => {
  answers.push(
    (_request, response) =>
      response.end(JSON.stringify({ value: [1, 2], '@odata.nextLink': `${origin}/v1.0/users?$skiptoken=x` })),
    reply(200, { value: [3] }),
  );
  seen.length = 0;
  expect(
    await graph
      .list<number>('/users', { select: ['id', 'mail'], filter: filter`displayName eq ${"O'Brien"}` })
      .toArray(),
  ).toEqual([1, 2, 3]);
  expect(decodeURIComponent(seen[0]!.url)).toBe(
    "/v1.0/users?$select=id,mail&$filter=displayName eq 'O''Brien'",
  );
  expect(seen[0]!.headers.authorization).toBe('Bearer a-token');
});

test('a throttled call is tried again after the time it was told', async () => {
  answers.push(reply(429, {}, { 'retry-after': '0.001' }), reply(503, {}), reply(200, { id: 'x' }));
  expect(await graph.get('/users/x')).toEqual({ id: 'x' });
});

test('a POST without word of when to come back is not repeated', async () => {
  answers.push(reply(503, { error: { code: 'busy', message: 'later' } }));
  await expect(graph.post('/users/x/sendMail', {})).rejects.toMatchObject({ status: 503, code: 'busy' });
  answers.push(reply(429, {}, { 'retry-after': '0' }), reply(202));
  expect(await graph.post('/users/x/sendMail', {})).toBeUndefined();
});

test('a token that is refused is renewed once, and a second refusal is told', async () => {
  seen.length = 0;
  answers.push(reply(401), reply(200, { id: 'x' }));
  expect(await graph.post('/users', {})).toEqual({ id: 'x' });
  expect(seen.map(({ headers }) => headers.authorization)).toEqual([
    'Bearer a-token',
    'Bearer another-token',
  ]);
  answers.push(
    reply(401),
    reply(429, {}, { 'retry-after': '0' }),
    reply(401, { error: { code: 'InvalidAuthenticationToken' } }),
  );
  await expect(graph.get('/users/x')).rejects.toMatchObject({
    status: 401,
    code: 'InvalidAuthenticationToken',
  });
  expect(answers).toHaveLength(0);
});

test('a refusal names the call, the code and what may be missing', async () => {
  answers.push(
    reply(403, { error: { code: 'Authorization_RequestDenied', message: 'No.' } }, { 'request-id': 'r-1' }),
  );
  const error = await graph.patch('/users/x', { a: 1 }).catch((reason: unknown) => reason);
  expect(isGraphError(error)).toBe(true);
  expect(error).toMatchObject({ status: 403, code: 'Authorization_RequestDenied', requestId: 'r-1' });
  expect(String(error)).toMatch(/PATCH \/v1.0\/users\/x: 403 .*application permission/);
});

test('values in paths are escaped', () => {
  expect(path`/users/${'a#EXT#@b'}/memberOf`).toBe('/users/a%23EXT%23%40b/memberOf');
});

test('waits: told seconds, told dates, growing ones, and an end', () => {
  expect(retryAfter('2.128')).toBe(2128);
  expect(retryAfter('Wed, 01 Jan 2020 00:00:00 GMT')).toBe(0);
  expect(retryAfter('nonsense')).toBeUndefined();
  const policy = { most: 3, firstMilliseconds: 100, longestMilliseconds: 300 };
  const wait = (tries: number) =>
    waitBefore(policy, { method: 'GET', status: 503, retryAfter: null, tries }, 1);
  expect([1, 2, 3, 4].map(wait)).toEqual([100, 200, 300, undefined]);
});
