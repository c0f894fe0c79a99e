import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { type TestControlPlane, testControlPlane, version } from '../../../api/testing/control-plane.ts';
import { type HttpReceiver, httpReceiver } from '../../../automation/alerts/testing/receivers.ts';
import { connectHome, runCommand } from '../../testing/command-line.ts';

const home = mkdtempSync(join(tmpdir(), 'tenantry-cli-alert-'));
let plane: TestControlPlane;
let receiver: HttpReceiver;

beforeAll(async () => {
  plane = await testControlPlane();
  connectHome(home, plane);
  receiver = await httpReceiver();
});
afterAll(async () => {
  await receiver.close();
  rmSync(home, { recursive: true });
});

const run = (...argv: string[]) => runCommand(home, 'alert', ...argv);

test('a destination is set from a file, tried, told and removed, and its secret is shown once', async () => {
  const file = join(home, 'url');
  writeFileSync(file, `${receiver.url}\n`);
  const made = await run('destination', 'set', 'ops', 'webhook', '--url-file', file, '--allow-private');
  expect([made.code, made.stderr]).toEqual([0, expect.stringContaining('Nobody can see the secret again')]);
  expect(made.stdout).toMatch(/secret\s+[\w-]{43}/);
  expect(made.stdout).not.toContain('in-the-address');
  expect((await run('destination', 'test', 'ops')).stdout).toBe('ops took the test message\n');
  receiver.answer(500);
  const failed = await run('destination', 'test', 'ops');
  expect([failed.code, failed.stderr]).toEqual([1, expect.stringContaining('it answered 500')]);
  expect((await run('destination', 'list')).stdout).toMatch(/ops\s+webhook\s+127\.0\.0\.1:\d+\s+enabled/);
  expect((await run('destination', 'set', 'bad', 'mail', '--host', 'smtp.contoso.com')).stderr).toContain(
    "'from'",
  );
});

test('a rule is set, its alerts are listed, shown and snoozed, and it is removed', async () => {
  const set = await run(
    'rule',
    'set',
    'soon',
    'expiring',
    '--threshold',
    '100000',
    '--to',
    'ops',
    '--expires',
    '5',
  );
  expect(set.stdout).toMatch(
    /condition\s+expiring\nthreshold\s+100000\ntells\s+ops\nexpires after\s+5 hours/,
  );
  await plane.automation.alerting.round();
  const [alert] = JSON.parse((await run('list', '--json')).stdout) as { name: string }[];
  expect((await run('get', alert!.name)).stdout).toMatch(/rule\s+soon \(expiring\)/);
  expect((await run('snooze', alert!.name, '4h')).stdout).toMatch(/snoozed until\s+\d{4}-/);
  expect((await run('list')).stdout).toMatch(/Open, snoozed\s+soon\s+1/);
  expect((await run('snooze', alert!.name, 'off')).stdout).not.toContain('snoozed until');
  expect((await run('snooze', alert!.name, 'tomorrow')).code).toBe(2);
  expect((await run('rule', 'list')).stdout).toMatch(/soon\s+expiring\s+all\s+100000\s+ops\s+enabled/);
  expect((await run('rule', 'remove', 'soon')).stdout).toBe('soon is removed\n');
  expect((await run('list', '--all', '--json')).stdout.trim()).toBe('[]');
  expect((await run('destination', 'remove', 'ops')).stdout).toBe('ops is removed\n');
  expect((await run('rule', 'set', 'wrong', 'completion-missing')).stderr).toContain(
    'needs the name of a runbook',
  );
});

test('who may change the account may not decide where its alerts go', async () => {
  const json = { properties: { kind: 'webhook', url: receiver.url, allowPrivate: true } };
  const path = `${plane.account}/alertDestinations/mine?${version}`;
  expect((await plane.call('PUT', path, { as: 'contributor', json })).status).toBe(403);
  const rule = { properties: { condition: 'job-failed' } };
  const rulePath = `${plane.account}/alertRules/mine?${version}`;
  expect((await plane.call('PUT', rulePath, { as: 'contributor', json: rule })).status).toBe(201);
});
