import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { type TestControlPlane, testControlPlane, version } from '../../../api/testing/control-plane.ts';
import { connectHome, runCommand } from '../../testing/command-line.ts';

const home = mkdtempSync(join(tmpdir(), 'tenantry-cli-runbook-'));
let plane: TestControlPlane;
beforeAll(async () => {
  plane = await testControlPlane();
  connectHome(home, plane);
});
afterAll(() => rmSync(home, { recursive: true }));

test('a deleted runbook is listed and brought back by its name', async () => {
  const at = `${plane.account}/runbooks/gone?${version}`;
  await plane.call('PUT', at, { json: { properties: { runbookType: 'TypeScript' } } });
  await plane.call('DELETE', at);
  const listed = await runCommand(home, 'runbook', 'restore');
  expect(listed.stdout).toContain('gone');
  const restored = await runCommand(home, 'runbook', 'restore', 'GONE');
  expect([restored.code, restored.stdout.trim()]).toEqual([0, 'gone New']);
  const again = await runCommand(home, 'runbook', 'restore', 'gone');
  expect([again.code === 0, again.stderr]).toEqual([
    false,
    expect.stringContaining('was deleted in the last'),
  ]);
});
