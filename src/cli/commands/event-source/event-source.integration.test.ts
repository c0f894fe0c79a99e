import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { buildEverything, publishRunbook } from '../../../api/testing/builder.ts';
import { type TestControlPlane, testControlPlane } from '../../../api/testing/control-plane.ts';
import { connectHome, runCommand } from '../../testing/command-line.ts';

const home = mkdtempSync(join(tmpdir(), 'tenantry-cli-event-source-'));
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

const run = (...argv: string[]) => runCommand(home, 'event-source', ...argv);

test('a subscription is made, shown, renewed, listed and ended', async () => {
  const made = await run('create', 'people', 'greet', '-p', 'who=Ada', '--resource', 'users');
  expect([made.code, made.stderr]).toEqual([0, '']);
  expect(made.stdout).toMatch(/state\s+subscribed\n/);
  expect((await run('get', 'people')).stdout).toMatch(/changes\s+updated\n/);
  expect((await run('renew', 'people')).stdout).toMatch(/renewed until\s+\S+Z/);
  expect((await run('list')).stdout).toMatch(/people\s+users\s+greet\s+subscribed\s+never/);
  expect((await run('delete', 'people')).stdout).toBe('people is deleted\n');
  expect((await run('delete', 'people')).code).toBe(4);
  expect((await run('create', 'shoes', 'greet', '-p', 'who=Ada', '--resource', 'shoes')).stderr).toContain(
    'does not take the subscription',
  );
});

test('an address for CloudEvents is shown once, and takes events until there is another one', async () => {
  const made = await run('create', 'orders', 'greet', '-p', 'who=Ada');
  expect([made.code, made.stderr]).toEqual([0, expect.stringContaining('Nobody can see this address again')]);
  const [, uri = ''] = /uri\s+(https:\S+)/.exec(made.stdout) ?? [];
  const event = { specversion: '1.0', id: '1', source: '/a', type: 'b' };
  const headers = { 'content-type': 'application/cloudevents+json' };
  const post = async (): Promise<number> =>
    (await plane.post(uri, { text: JSON.stringify(event), headers })).status;
  expect(await post()).toBe(202);
  expect((await run('get', 'orders')).stdout).not.toContain('token=');
  const renewed = JSON.parse((await run('renew', 'orders', '--json')).stdout) as { uri: string };
  expect([renewed.uri === uri, await post()]).toEqual([false, 400]);
});
