import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { buildEverything, publishRunbook } from '../../../api/testing/builder.ts';
import { type TestControlPlane, testControlPlane, version } from '../../../api/testing/control-plane.ts';
import { connectHome, runCommand } from '../../testing/command-line.ts';

const home = mkdtempSync(join(tmpdir(), 'tenantry-cli-worker-group-'));
let plane: TestControlPlane;

beforeAll(async () => {
  plane = await testControlPlane();
  connectHome(home, plane);
  const published = new AbortController();
  const building = buildEverything(plane.link, published.signal);
  await publishRunbook(plane, 'greet', 'greet');
  published.abort();
  await building;
});
afterAll(() => rmSync(home, { recursive: true }));

const run = (...argv: string[]) => runCommand(home, ...argv);

test('a group is made, gets a credential, is named by a job that waits and says so, and is removed', async () => {
  await plane.call('PUT', `${plane.account}/credentials/service?${version}`, {
    json: { properties: { userName: 'service', password: 'long-enough-to-blank' } },
  });
  expect(await run('worker', 'group', 'create', 'onprem')).toMatchObject({
    code: 0,
    stdout: 'onprem is a hybrid worker group\n',
  });
  await run('worker', 'group', 'create', 'onprem', '--credential', 'service');
  expect((await run('worker', 'group', 'list')).stdout).toMatch(/^onprem\s+User\s+service/m);
  const started = await run('job', 'start', 'greet', '-p', 'who=Ada', '--run-on', 'onprem', '--json');
  const { name } = JSON.parse(started.stdout) as { name: string };
  expect((await run('job', 'get', name)).stdout).toContain('hybrid worker group');
  expect((await run('worker', 'group', 'remove', 'onprem')).stderr).toContain('Stop them');
  await run('job', 'stop', name);
  expect((await run('worker', 'group', 'remove', 'onprem')).stdout).toBe('onprem is removed\n');
  expect((await run('worker', 'group', 'remove', 'onprem')).stderr).toContain("'onprem' not found");
});
