import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { runDemo } from '#main';

import { type TestSystem, removeHomes, startSystem } from '../system.ts';

const program = fileURLToPath(new URL('../../bin/tenantry.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tenantry-demo-'));
chmodSync(folder, 0o711);
// A demo has a home of its own within the home.
afterAll(() => removeHomes(folder, 'home/demo', 'ordinary/demo', 'squatted'));

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function tenantry(home: string, ...args: string[]): Promise<Outcome> {
  return tenantryAs({}, home, ...args);
}

function tenantryAs(who: { uid?: number; gid?: number }, home: string, ...args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const env = { ...process.env, NO_COLOR: '1', TENANTRY_HOME: home };
    execFile(
      process.execPath,
      [program, ...args],
      { env, ...who, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

test('the demo does the main job, twice in a row, and says so in JSON', async () => {
  for (const round of [1, 2]) {
    const { code, stdout, stderr } = await tenantry(join(folder, 'home'), 'start', '--demo', '--json');
    expect([round, code, stderr]).toMatchObject([round, 0, expect.any(String)]);
    const report = JSON.parse(stdout);
    expect(Object.keys(report)).toEqual(
      expect.arrayContaining(['plan', 'job', 'calls', 'diff', 'secondRun']),
    );
    expect(report.plan.expectations.every((each: { met: boolean }) => each.met)).toBe(true);
    expect(report.diff.length).toBe(report.plan.changes.length);
    expect(report.secondRun.changes).toEqual([]);
    expect(report.calls.every((call: { host: string }) => call.host === 'graph.microsoft.com')).toBe(true);
  }
});

const nobody = 65_534;
const mayBecomeOrdinary =
  process.getuid?.() === 0 &&
  spawnSync(process.execPath, ['-e', `fs.accessSync(${JSON.stringify(program)})`], {
    uid: nobody,
    gid: nobody,
  }).status === 0;

test.skipIf(!mayBecomeOrdinary)(
  'the demo runs for an ordinary user too (skipped where the tests are no root, or the checkout is closed to others)',
  async () => {
    const home = join(folder, 'ordinary');
    mkdirSync(home);
    chownSync(home, nobody, nobody);
    const { code, stdout, stderr } = await tenantryAs(
      { uid: nobody, gid: nobody },
      home,
      'start',
      '--demo',
      '--json',
    );
    expect([code, stderr]).toMatchObject([0, expect.any(String)]);
    expect(JSON.parse(stdout).secondRun.changes).toEqual([]);
  },
);

test('for people, the demo prints the change with signs and words', async () => {
  const { code, stdout } = await tenantry(join(folder, 'home'), 'start', '--demo');
  expect(code).toBe(0);
  expect(stdout).toMatch(/~ user Dana Fischer/);
  expect(stdout).toMatch(/accountEnabled: true → false/);
  expect(stdout).toMatch(/− members: user Dana Fischer/);
  expect(stdout).toMatch(/\+ message/);
});

describe('a runbook that leaves something out', () => {
  let test_: TestSystem;
  beforeAll(async () => {
    test_ = await startSystem();
  });
  afterAll(() => test_.stop());
  const whole = readFileSync(
    new URL('../../runbooks/offboard-user/offboard-user.ts', import.meta.url),
    'utf8',
  );

  test.each([
    [
      'the account',
      'graph.patch(path`/users/${user}`, { accountEnabled: false })',
      'Promise.resolve()',
      /the account is disabled/,
    ],
    [
      'the sessions',
      'graph.post(path`/users/${user}/revokeSignInSessions`)',
      'Promise.resolve()',
      /sessions are revoked/,
    ],
    [
      'the groups',
      'found(graph.delete(path`/groups/${id}/members/${user}/$ref`))',
      'Promise.resolve(id)',
      /removed from/,
    ],
    [
      'the licences',
      'await graph.post(path`/users/${user}/assignLicense`, {',
      'await Promise.resolve({',
      /no licence is left/,
    ],
    [
      'the manager',
      'await graph.post(path`/users/${sender}/sendMail`, {',
      'await Promise.resolve({',
      /is informed/,
    ],
  ])('is caught by the demo: %s', async (what, action, nothing, missing) => {
    const name = `without-${what.replaceAll(' ', '-')}`;
    expect(whole).toContain(action);
    await test_.publish(name, whole.replace(action, nothing));
    const demo = runDemo({ session: test_.session, leaver: test_.system.demoLeaver, runbook: name });
    await expect(demo).rejects.toMatchObject({ code: 'DemoFailed', message: expect.stringMatching(missing) });
  });
});

test('a taken port is one clear error with its remedy, and nothing is left behind', async () => {
  const squatter = createServer().listen(0, '127.0.0.1');
  await once(squatter, 'listening');
  const { port } = squatter.address() as { port: number };
  const { code, stderr } = await tenantry(join(folder, 'squatted'), 'start', '--port', String(port));
  squatter.close();
  expect(code).not.toBe(0);
  expect(stderr).toMatch(new RegExp(`Port ${port} on 127.0.0.1 is in use`));
  expect(stderr).toMatch(/--port/);
});
