import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { type TestControlPlane, testControlPlane } from '../../../api/testing/control-plane.ts';
import { connectHome, runCommand } from '../../testing/command-line.ts';

const home = mkdtempSync(join(tmpdir(), 'tenantry-cli-calendar-'));
let plane: TestControlPlane;

beforeAll(async () => {
  plane = await testControlPlane();
  connectHome(home, plane);
});
afterAll(() => rmSync(home, { recursive: true }));

const run = (...argv: string[]) => runCommand(home, ...argv);

test('a calendar is created from days, rules and a file, named by a schedule, and deleted when none names it', async () => {
  const file = join(home, 'holidays.ics');
  writeFileSync(
    file,
    'BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:New Year\nDTSTART;VALUE=DATE:20270101\nEND:VEVENT\nEND:VCALENDAR\n',
  );
  const rule = '2027-05-01 FREQ=YEARLY';
  const made = await run(
    'calendar',
    'create',
    'holidays',
    '--day',
    '2026-12-25',
    '--rule',
    rule,
    '--ics',
    file,
  );
  expect([made.code, made.stderr]).toEqual([0, '']);
  expect(made.stdout).toMatch(/days\s+2026-12-25\n.*days\s+2027-01-01\n.*rule\s+2027-05-01 FREQ=YEARLY\n/s);
  await run('schedule', 'create', 'often', '--cron', '0 * * * *', '--calendar', 'holidays');
  expect((await run('calendar', 'get', 'holidays')).stdout).toMatch(/schedules\s+often\n/);
  expect((await run('calendar', 'list')).stdout).toMatch(/holidays\s+2\s+1\s+often/);
  expect((await run('calendar', 'delete', 'holidays')).stderr).toContain('often');
  await run('schedule', 'remove', 'often');
  expect((await run('calendar', 'delete', 'holidays')).stdout).toBe('holidays is deleted\n');
  expect((await run('calendar', 'delete', 'holidays')).code).toBe(4);
  expect((await run('calendar', 'create', 'wrong', '--rule', 'each May')).code).not.toBe(0);
});
