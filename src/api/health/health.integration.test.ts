import Fastify from 'fastify';
import { beforeAll, expect, test } from 'vitest';

import type { Automation } from '#automation';
import { silentLogger } from '#kernel';
import { openDatabase } from '#store';

import { createHealth } from '../../automation/health/health.ts';
import { type TestControlPlane, testControlPlane } from '../testing/control-plane.ts';
import { serveHealth } from './health.ts';

let plane: TestControlPlane;
beforeAll(async () => {
  plane = await testControlPlane();
});

const ask = (path: string) => plane.call('GET', path, { authorization: '' });

test('a control plane that serves says so to anybody, and nothing more', async () => {
  expect((await ask('/healthz')).json()).toEqual({ status: 'ok' });
  const ready = await ask('/readyz');
  expect([ready.status, ready.json()]).toEqual([200, { status: 'ready', checks: { database: 'ok' } }]);
});

const withHealth = (health: Automation['health']) => {
  const server = Fastify();
  serveHealth(server, { health } as Automation);
  return server;
};

test('without its database it is alive and not ready', async () => {
  const db = openDatabase({ connection: plane.db.connection, logger: silentLogger });
  const server = withHealth(createHealth({ db }));
  expect((await server.inject('/readyz')).statusCode).toBe(200);
  await db.close();
  const away = await server.inject('/readyz');
  expect([away.statusCode, away.json(), away.headers['retry-after']]).toEqual([
    503,
    { status: 'not ready', checks: { database: 'away' } },
    '1',
  ]);
  expect((await server.inject('/healthz')).statusCode).toBe(200);
});

test('a database that does not answer is as good as away', async () => {
  const server = withHealth({ database: () => new Promise(() => {}) });
  expect((await server.inject('/readyz')).statusCode).toBe(503);
});
