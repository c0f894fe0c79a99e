import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { manualClock } from '#kernel';

import { buildEverything, publishRunbook } from '../../../api/testing/builder.ts';
import { type TestControlPlane, testControlPlane } from '../../../api/testing/control-plane.ts';
import { connectHome, runCommand } from '../../testing/command-line.ts';

const home = mkdtempSync(join(tmpdir(), 'tenantry-cli-schedule-'));
const clock = manualClock(Date.UTC(2027, 0, 1, 12));
let plane: TestControlPlane;

beforeAll(async () => {
  plane = await testControlPlane({ clock });
  connectHome(home, plane);
  const building = new AbortController();
  const builder = buildEverything(plane.link, building.signal);
  await publishRunbook(plane, 'greet', 'hello');
  building.abort();
  await builder;
});
afterAll(() => rmSync(home, { recursive: true }));

const run = (...argv: string[]) => runCommand(home, 'schedule', ...argv);

test('a schedule is created, linked, fires, is shown, disabled, enabled, unlinked and removed', async () => {
  const days = ['--on', 'last Friday', '--month-day', '1', '--exclude', '2027-02-01'];
  const clocks = ['--start', '2027-01-29T22:00', '--time-zone', 'Europe/Berlin', '--gap', 'skip'];
  const created = await run('create', 'month-end', '--frequency', 'Month', ...days, ...clocks);
  expect(created).toMatchObject({
    code: 0,
    stdout:
      'month-end: day 1 and last Friday of each month, 22:00 Europe/Berlin; next 2027-01-29T22:00:00+01:00\n',
  });
  expect((await run('link', 'month-end', 'greet', '-p', 'who=Ada')).stdout).toMatch(/^[0-9a-f-]{36}\n$/);
  clock.advance(29 * 86_400_000);
  await plane.scheduler.round();
  const shown = (await run('show', 'month-end')).stdout;
  expect(shown).toMatch(/next runs\s+2027-02-26T22:00:00\+01:00\s+2027-03-01T22:00:00\+01:00/);
  expect(shown).toMatch(/greet\s+2027-01-29T21:00:00\.000Z\s+job\s+[0-9a-f-]{36}/);
  const { links } = JSON.parse((await run('show', 'month-end', '--json')).stdout) as {
    links: { runs: unknown[] }[];
  };
  expect(links[0]?.runs).toHaveLength(1);
  expect((await run('disable', 'month-end')).stdout).toContain('; disabled');
  expect((await run('list')).stdout).toMatch(/month-end\s+day 1 and last Friday.*disabled/);
  expect((await run('enable', 'month-end')).stdout).toContain('next 2027-02-26T22:00:00+01:00');
  expect((await run('unlink', 'month-end', 'greet')).code).toBe(0);
  expect((await run('unlink', 'month-end', 'greet')).code).toBe(4);
  expect((await run('remove', 'month-end')).stdout).toBe('month-end is removed\n');
  expect((await run('remove', 'month-end')).code).toBe(4);
});

test('what is wrong is said before and by the API', async () => {
  expect(
    await run('create', 'x', '--frequency', 'Month', '--on', 'some Friday', '--start', '2027-12-01T00:00'),
  ).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('some Friday'),
  });
  expect((await run('create', 'x', '--cron', '61 * * * *')).stderr).toContain('minute');
  expect((await run('create', 'x', '--frequency', 'Day', '--start', '2020-01-01T00:00')).stderr).toContain(
    '5 minutes',
  );
  expect(
    (
      await run(
        'create',
        'weekly',
        '--frequency',
        'Week',
        '--week-day',
        'Monday',
        '--start',
        '2027-12-01T09:00',
      )
    ).stdout,
  ).toContain('each Monday, 09:00 UTC');
  expect((await run('create', 'often', '--cron', '*/5 * * * *', '--jitter', '30')).stdout).toContain(
    'cron */5 * * * *',
  );
});
