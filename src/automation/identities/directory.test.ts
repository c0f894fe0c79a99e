import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { createClientCertificate } from '#certificates';
import { manualClock } from '#kernel';

import { type AppKey, type Directory, createDirectory } from './directory.ts';

const hour = 3_600_000;
const now = Date.UTC(2026, 10, 26, 12);
const resource = 'https://graph.microsoft.com';
let made = 0;
const signIn = createServer((_request, response) => {
  made += 1;
  response.end(JSON.stringify({ access_token: `token ${made}`, expires_in: 3_600 }));
});
let key: AppKey;
let clock: ReturnType<typeof manualClock>;
let directory: Directory;

beforeAll(async () => {
  signIn.listen(0, '127.0.0.1');
  await once(signIn, 'listening');
  const certificate = await createClientCertificate({ name: 'an app' });
  key = { clientId: 'an-app', ...certificate };
});
afterAll(() => signIn.close());

beforeEach(() => {
  made = 0;
  clock = manualClock(now);
  const origin = `http://127.0.0.1:${(signIn.address() as AddressInfo).port}`;
  directory = createDirectory({ origin, tenantId: 'a-tenant', caPem: '', clock });
});

const token = async (renew = false): Promise<string> =>
  (await directory.token(key, resource, { renew })).accessToken;

test('a token is remembered until five minutes before it ends', async () => {
  expect(await token()).toBe('token 1');
  clock.advance(hour - 301_000);
  expect(await token()).toBe('token 1');
  clock.advance(2_000);
  expect(await token()).toBe('token 2');
});

test('a token made under a clock that ran ahead is forgotten once the clock is right', async () => {
  clock.advance(hour);
  expect(await token()).toBe('token 1');
  clock.advance(-hour);
  expect(await token()).toBe('token 2');
  clock.advance(1);
  expect(await token()).toBe('token 2');
});

test('a token that was refused is made anew, but not one after the other', async () => {
  await token();
  clock.advance(9_999);
  expect(await token(true)).toBe('token 1');
  clock.advance(1);
  expect(await token(true)).toBe('token 2');
  expect(await token(true)).toBe('token 2');
});
