import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';

import type { Identity } from '#runbook';

import { createIdentity } from './identity.ts';

const hour = 3_600_000;
const now = Date.UTC(2026, 10, 26, 12);
const resource = 'https://graph.microsoft.com';
const asked: URLSearchParams[] = [];
const endpoint = createServer((request, response) => {
  const query = new URL(request.url!, 'http://127.0.0.1').searchParams;
  asked.push(query);
  response.end(
    JSON.stringify({
      access_token: `token ${asked.length}`,
      expires_on: String((Date.now() + hour) / 1_000),
    }),
  );
});
let identity: Identity;

beforeAll(async () => {
  endpoint.listen(0, '127.0.0.1');
  await once(endpoint, 'listening');
});
afterAll(() => endpoint.close());

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now });
  asked.length = 0;
  identity = createIdentity({
    IDENTITY_ENDPOINT: `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/msi/token`,
    IDENTITY_HEADER: 'a secret',
  });
});
afterEach(() => void vi.useRealTimers());

test('a job keeps a token of each identity until shortly before it ends', async () => {
  expect(await identity.token(resource)).toBe('token 1');
  expect(await identity.token(resource, { clientId: 'another' })).toBe('token 2');
  expect(await identity.token(resource)).toBe('token 1');
  vi.setSystemTime(now + hour - 300_000);
  expect(await identity.token(resource)).toBe('token 3');
  expect(asked.map((query) => query.get('client_id'))).toEqual([null, 'another', null]);
});

test('a job forgets a token that it got while the clock ran ahead', async () => {
  vi.setSystemTime(now + hour);
  await identity.token(resource);
  vi.setSystemTime(now);
  expect(await identity.token(resource)).toBe('token 2');
  expect(await identity.token(resource)).toBe('token 2');
});

test('a token that was refused is asked for past every memory, and kept', async () => {
  await identity.token(resource);
  expect(await identity.token(resource, { renew: true })).toBe('token 2');
  expect(await identity.token(resource)).toBe('token 2');
  expect(asked.map((query) => query.get('bypass_cache'))).toEqual([null, 'true']);
});
