import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { type TestControlPlane, testControlPlane, version } from '../../../api/testing/control-plane.ts';
import { connectHome, runCommand } from '../../testing/command-line.ts';

const home = mkdtempSync(join(tmpdir(), 'tenantry-cli-variable-'));
let plane: TestControlPlane;

beforeAll(async () => {
  plane = await testControlPlane();
  connectHome(home, plane);
});
afterAll(() => rmSync(home, { recursive: true }));

const run = (...argv: string[]) => runCommand(home, ...argv);
const shown = async (path: string) => (await plane.call('GET', `${plane.account}/${path}?${version}`)).json();

test('a variable is a text or any JSON value', async () => {
  expect(await run('variable', 'set', 'Region', '--value', 'westeurope')).toMatchObject({
    code: 0,
    stdout: 'Region is set\n',
    stderr: '',
  });
  expect(await shown('variables/Region')).toMatchObject({ properties: { value: '"westeurope"' } });
  await run('variable', 'set', 'Limits', '--value', '{"users":10}', '--json-value');
  expect(await shown('variables/Limits')).toMatchObject({ properties: { value: '{"users":10}' } });
  const wrong = await run('variable', 'set', 'Limits', '--value', '{users', '--json-value');
  expect(wrong.code).not.toBe(0);
  expect(wrong.stderr).toContain('JSON');
});

test('a secret that cannot be blanked is kept, and warned of', async () => {
  const file = join(home, 'secret');
  writeFileSync(file, 'abc\n');
  const set = await run('variable', 'set', 'Pin', '--file', file, '--encrypted');
  expect(set).toMatchObject({ code: 0, stdout: 'Pin is set, encrypted\n' });
  expect(set.stderr).toContain("warning: The value of variable 'Pin' has fewer than 4 characters");
  expect(await shown('variables/Pin')).toMatchObject({ properties: { isEncrypted: true } });
  const credential = await run('credential', 'set', 'Box', 'robot', '--password-file', file);
  expect(credential).toMatchObject({ code: 0, stdout: 'Box is set for robot\n' });
  expect(credential.stderr).toContain("warning: The password of credential 'Box'");
  writeFileSync(file, 'long enough');
  expect((await run('variable', 'set', 'Pin', '--file', file, '--encrypted')).stderr).toBe('');
});
