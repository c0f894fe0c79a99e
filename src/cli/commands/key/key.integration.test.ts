import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { type TestControlPlane, testControlPlane, version } from '../../../api/testing/control-plane.ts';
import { connectHome, runCommand } from '../../testing/command-line.ts';

const home = mkdtempSync(join(tmpdir(), 'tenantry-cli-key-'));
let plane: TestControlPlane;

beforeAll(async () => {
  plane = await testControlPlane();
  connectHome(home, plane);
});
afterAll(() => rmSync(home, { recursive: true }));

const run = (...argv: string[]) => runCommand(home, ...argv);

test('everything gets a new key by one command, and an account goes on as before', async () => {
  const variable = `${plane.account}/variables/kept?${version}`;
  await plane.call('PUT', variable, { json: { properties: { value: '"plain"' } } });
  expect((await run('key', 'status')).stdout).toMatch(/1\s+\d+\s+current/);
  const { code, stdout } = await run('key', 'rotate');
  expect(stdout).toMatch(/version\s+records\s+1\s+0\s+2\s+[1-9]\d*\s+current/);
  expect(code).toBe(0);
  expect((await plane.call('GET', variable)).json()).toMatchObject({ properties: { value: '"plain"' } });
  // The key of the account's identity is a file, and was sealed anew too.
  expect((await plane.call('PUT', `${plane.account}?${version}`, { json: {} })).status).toBe(200);
  const state = JSON.parse((await run('key', 'status', '--json')).stdout) as {
    current: number;
    rotating: boolean;
  };
  expect(state).toMatchObject({ current: 2, rotating: false });
});
