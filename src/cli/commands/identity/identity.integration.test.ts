import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { type TestControlPlane, testControlPlane, version } from '../../../api/testing/control-plane.ts';
import { connectHome, runCommand } from '../../testing/command-line.ts';

const home = mkdtempSync(join(tmpdir(), 'tenantry-cli-identity-'));
let plane: TestControlPlane;

beforeAll(async () => {
  plane = await testControlPlane();
  connectHome(home, plane);
});
afterAll(() => rmSync(home, { recursive: true }));

const run = (...argv: string[]) => runCommand(home, ...argv);
const typeOfAccount = async () =>
  (await plane.call('GET', `${plane.account}?${version}`)).json<{ identity?: { type: string } }>().identity
    ?.type;

test('an identity is made, given to the account, taken away and removed', async () => {
  const made = await run('identity', 'create', 'mailer', '--permission', 'Mail.Send', '--json');
  const { clientId, principalId } = JSON.parse(made.stdout) as { clientId: string; principalId: string };
  await run('identity', 'create', 'reader');
  const lineOf = async (name: string) =>
    (await run('identity', 'list')).stdout.split('\n').find((line) => line.startsWith(name));
  expect(await lineOf('mailer')).toMatch(new RegExp(`${clientId}\\s+${principalId}\\s*$`));

  expect(await run('identity', 'assign', 'mailer')).toMatchObject({
    code: 0,
    stdout: 'the account has mailer now\n',
  });
  expect((await run('identity', 'assign', 'reader')).code).toBe(0);
  expect(await lineOf('mailer')).toContain('has it');
  expect((await run('identity', 'unassign', 'mailer')).code).toBe(0);
  expect(await lineOf('mailer')).not.toContain('has it');
  expect(await typeOfAccount()).toBe('SystemAssigned, UserAssigned');
  expect((await run('identity', 'unassign', 'reader')).code).toBe(0);
  expect(await typeOfAccount()).toBe('SystemAssigned');

  expect(await run('identity', 'remove', 'mailer')).toMatchObject({ code: 0, stdout: 'mailer is removed\n' });
  expect((await run('identity', 'remove', 'mailer')).stderr).toContain('mailer');
  expect(await lineOf('mailer')).toBeUndefined();
});

test('what cannot be made or given is said', async () => {
  expect((await run('identity', 'create', 'x', '--permission', 'Directory.ReadWrite.All')).stderr).toContain(
    '3 to 128',
  );
  const beyond = await run('identity', 'create', 'greedy', '--permission', 'Directory.ReadWrite.All');
  expect(beyond.stderr).toContain("'Directory.ReadWrite.All'");
  expect((await run('identity', 'assign', 'nobody')).stderr).toContain('nobody');
});
