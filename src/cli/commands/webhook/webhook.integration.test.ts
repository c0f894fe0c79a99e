import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { buildEverything, publishRunbook } from '../../../api/testing/builder.ts';
import { type TestControlPlane, testControlPlane } from '../../../api/testing/control-plane.ts';
import { connectHome, runCommand } from '../../testing/command-line.ts';

const home = mkdtempSync(join(tmpdir(), 'tenantry-cli-webhook-'));
let plane: TestControlPlane;

beforeAll(async () => {
  plane = await testControlPlane();
  connectHome(home, plane);
  const building = new AbortController();
  const builder = buildEverything(plane.link, building.signal);
  await publishRunbook(plane, 'greet', 'hello');
  building.abort();
  await builder;
});
afterAll(() => rmSync(home, { recursive: true }));

const run = (...argv: string[]) => runCommand(home, 'webhook', ...argv);

test('a webhook is created, called, listed, disabled, enabled and removed', async () => {
  const schema = join(home, 'schema.json');
  writeFileSync(schema, '{"type":"object"}');
  const made = await run(
    'create',
    'orders',
    'greet',
    '-p',
    'who=Ada',
    '--rate',
    '30',
    '--body-schema',
    schema,
  );
  expect([made.code, made.stderr]).toEqual([0, expect.stringContaining('Nobody can see this again')]);
  const [, uri = ''] = /uri\s+(https:\S+)/.exec(made.stdout) ?? [];
  expect((await plane.post(uri, { json: {} })).status).toBe(202);
  expect((await plane.post(uri, { json: [] })).status).toBe(400);
  expect((await run('list', '--runbook', 'greet')).stdout).toMatch(
    /orders\s+greet\s+enabled\s+by address\s+\S+Z\s+\S+Z/,
  );
  expect((await run('disable', 'orders')).stdout).toBe('orders is disabled\n');
  expect((await plane.post(uri, { json: {} })).status).toBe(400);
  expect((await run('enable', 'orders')).stdout).toBe('orders is enabled\n');
  expect((await plane.post(uri, { json: {} })).status).toBe(202);
  expect((await run('remove', 'orders')).stdout).toBe('orders is removed\n');
  expect((await run('remove', 'orders')).code).toBe(4);
  expect((await run('create', 'orders', 'nothing')).code).toBe(4);
});

test('a signed one shows its secret once, and a new one when it is rotated', async () => {
  const made = JSON.parse(
    (await run('create', 'signed', 'greet', '-p', 'who=Ada', '--signed', '--json')).stdout,
  ) as {
    uri: string;
    secret: string;
  };
  expect(made.secret).toMatch(/^[\w-]{43}$/);
  expect((await plane.post(made.uri, { text: '' })).status).toBe(401);
  const rotated = await run('rotate', 'signed', '--overlap', '5');
  expect(rotated.stdout).toMatch(/secret\s+[\w-]{43}/);
  expect(rotated.stdout).not.toContain(made.secret);
  expect((await run('list')).stdout).not.toContain(made.secret);
});
