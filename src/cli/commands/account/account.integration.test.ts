import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { testControlPlane } from '../../../api/testing/control-plane.ts';
import { connectHome, runCommand } from '../../testing/command-line.ts';

const home = mkdtempSync(join(tmpdir(), 'tenantry-cli-account-'));

beforeAll(async () => connectHome(home, await testControlPlane()));
afterAll(() => rmSync(home, { recursive: true }));

const run = (...argv: string[]) => runCommand(home, ...argv);

test('hosts beyond Microsoft 365 are allowed and forbidden one by one, and shown', async () => {
  expect((await run('account', 'show')).stdout).toMatch(/hosts beyond Microsoft 365\s+none/);
  await run('account', 'set', '--allow-host', 'HR.example.com', '--allow-host', 'files.example.com');
  const again = await run('account', 'set', '--allow-host', 'hr.example.com', '--allow-host', 'b.example');
  expect(again.stdout).toContain('hr.example.com, files.example.com, b.example');
  const fewer = await run('account', 'set', '--forbid-host', 'Files.example.com', '--json');
  expect(JSON.parse(fewer.stdout)).toMatchObject({ allowedHosts: ['hr.example.com', 'b.example'] });

  const refused = await run('account', 'set', '--allow-host', 'https://hr.example.com/people');
  expect(refused.code).not.toBe(0);
  expect(refused.stderr).toContain('https://hr.example.com/people');
  expect((await run('account', 'show')).stdout).toContain('hr.example.com, b.example');
});
