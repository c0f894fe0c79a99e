import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { type TestControlPlane, testControlPlane, version } from '../../../api/testing/control-plane.ts';
import { connectHome, runCommand } from '../../testing/command-line.ts';

const home = mkdtempSync(join(tmpdir(), 'tenantry-cli-role-'));
let plane: TestControlPlane;

beforeAll(async () => {
  plane = await testControlPlane();
  connectHome(home, plane);
});
afterAll(() => rmSync(home, { recursive: true }));

const run = (...argv: string[]) => runCommand(home, ...argv);
const someone = '11111111-2222-4333-8444-555555555555';

test("the account's identity gets a role, is listed with it, and loses it", async () => {
  const { principalId } = (await plane.call('GET', `${plane.account}?${version}`)).json<{
    identity: { principalId: string };
  }>().identity;
  expect(await run('role', 'assign', 'automation operator', '--identity')).toMatchObject({
    code: 0,
    stdout: `${principalId} has the role Automation Operator at ${plane.account}\n`,
  });
  const listed = (await run('role', 'list')).stdout;
  const [, name = ''] = new RegExp(`Automation Operator\\s+${principalId}\\s+/\\s+(\\S+)`).exec(listed) ?? [];
  expect(listed).toMatch(/Owner\s+\S+\s+\.\. \/subscriptions\//);
  expect(await run('role', 'remove', name)).toMatchObject({ code: 0, stdout: `${name} is taken away\n` });
  expect((await run('role', 'remove', name)).code).not.toBe(0);
  expect((await run('role', 'list')).stdout).not.toContain('Automation Operator');
});

test.each([
  [['--runbook', 'offboard-user'], '/runbooks/offboard-user'],
  [['--scope', 'group'], '.. /subscriptions/'],
])('a role is given %j', async (where, place) => {
  const { code, stdout } = await run('role', 'assign', 'Reader', '--principal', someone, ...where, '--json');
  expect(code).toBe(0);
  const { name } = JSON.parse(stdout) as { name: string };
  const line = (await run('role', 'list')).stdout.split('\n').find((each) => each.includes(name));
  expect(line).toContain(place);
  await run('role', 'remove', name);
});

test.each([
  [['Janitor', '--principal', someone], "'Janitor' does not exist"],
  [['Reader'], '--principal'],
  [['Reader', '--identity', '--principal', someone], '--principal'],
  [['Reader', '--principal', 'Ada'], 'must be a GUID'],
])('what cannot be given is said: %j', async (argv, says) => {
  const { code, stderr } = await run('role', 'assign', ...argv);
  expect(code).not.toBe(0);
  expect(stderr).toContain(says);
});
