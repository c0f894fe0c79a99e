import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { type TestControlPlane, testControlPlane, version } from '../../../api/testing/control-plane.ts';
import { connectHome, runCommand } from '../../testing/command-line.ts';

const home = mkdtempSync(join(tmpdir(), 'tenantry-cli-limits-'));
let plane: TestControlPlane;

beforeAll(async () => {
  plane = await testControlPlane();
  connectHome(home, plane);
});
afterAll(() => rmSync(home, { recursive: true }));

const run = (...argv: string[]) => runCommand(home, ...argv);

test("limits are Azure's until they are set, one by one, and go back", async () => {
  expect((await run('limits', 'show')).stdout).toMatch(/jobs at a time\s+200/);
  expect((await run('limits', 'set', '--runtime', '1440', '--new-jobs', '500')).stdout).toMatch(
    /500[\s\S]*200[\s\S]*1440 minutes[\s\S]*30 days/,
  );
  const back = await run('limits', 'set', '--runtime', 'default', '--json');
  expect(JSON.parse(back.stdout)).toMatchObject({ jobRuntimeMinutes: 180, newJobsPer30Seconds: 500 });
  const refused = await run('limits', 'set', '--retention', '0');
  expect(refused.code).not.toBe(0);
  expect(refused.stderr).toContain('jobRetentionDays');
});

test('how many jobs of a runbook run at a time is said by one command, and shown', async () => {
  const path = `${plane.account}/runbooks/nightly?${version}`;
  await plane.call('PUT', path, { json: { properties: { runbookType: 'TypeScript' } } });
  expect(await run('runbook', 'concurrency', 'nightly', '--most', '1', '--when-busy', 'skip')).toMatchObject({
    code: 0,
    stdout: 'nightly runs 1 at a time; one more: skip\n',
  });
  expect((await plane.call('GET', path)).json()).toMatchObject({
    properties: { concurrency: { mostAtOnce: 1, whenBusy: 'skip' } },
  });
  expect((await run('runbook', 'concurrency', 'nightly', '--most', 'any')).stdout).toContain('as many jobs');
});
