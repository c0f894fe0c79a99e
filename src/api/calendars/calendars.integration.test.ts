import { beforeAll, expect, test } from 'vitest';

import { manualClock, newId } from '#kernel';

import { buildEverything, publishRunbook } from '../testing/builder.ts';
import { type TestControlPlane, testControlPlane, version } from '../testing/control-plane.ts';

const clock = manualClock(Date.UTC(2026, 11, 22, 12));
let plane: TestControlPlane;

beforeAll(async () => {
  plane = await testControlPlane({ clock });
  const building = new AbortController();
  const builder = buildEverything(plane.link, building.signal);
  await publishRunbook(plane, 'greet', 'hello');
  building.abort();
  await builder;
});

interface Wire {
  readonly properties: {
    readonly nextRun: string | null;
    readonly nextRuns: readonly string[];
    readonly calendars: readonly string[];
    readonly schedules: readonly string[];
  };
}
interface Run {
  readonly dueTime: string;
  readonly outcome: string;
  readonly reason: string | null;
}

const at = (rest: string): string => `${plane.account}${rest}?${version}`;
const put = (path: string, properties: object) => plane.call('PUT', at(path), { json: { properties } });
const show = async (path: string) => (await plane.call('GET', at(path))).json<Wire>().properties;
const day = 86_400_000;

test('a schedule leaves out the days of its calendars, says so beforehand, and records each', async () => {
  expect((await put('/calendars/holidays', { days: ['2026-12-24/2026-12-26'] })).status).toBe(201);
  const rules = [{ start: '2026-01-01', rrule: 'FREQ=WEEKLY;BYDAY=SU' }];
  expect((await put('/calendars/sundays', { rules })).status).toBe(201);
  const nightly = {
    cron: '0 22 * * *',
    timeZone: 'Europe/Berlin',
    misfire: 'all',
    calendars: ['Holidays', 'sundays'],
  };
  expect((await put('/schedules/nightly', nightly)).status).toBe(201);
  const link = newId();
  await plane.call('PUT', at(`/jobSchedules/${link}`), {
    json: {
      properties: { schedule: { name: 'nightly' }, runbook: { name: 'greet' }, parameters: { who: 'Ada' } },
    },
  });
  const shown = await show('/schedules/nightly');
  expect(shown.calendars).toEqual(['holidays', 'sundays']);
  expect(shown.nextRuns.map((run) => run.slice(0, 10))).toEqual([
    '2026-12-22',
    '2026-12-23',
    '2026-12-28',
    '2026-12-29',
    '2026-12-30',
  ]);
  expect((await show('/calendars/sundays')).schedules).toEqual(['nightly']);

  for (let passed = 0; passed < 7; passed += 1) {
    clock.advance(day);
    await plane.scheduler.round();
  }
  expect((await show('/schedules/nightly')).nextRun).toBe('2026-12-29T22:00:00+01:00');
  const { value } = (await plane.call('GET', at(`/jobSchedules/${link}/runs`))).json<{ value: Run[] }>();
  const runs = value
    .toReversed()
    .map(({ dueTime, outcome, reason }) => [dueTime.slice(0, 10), outcome, reason]);
  const skipped = (date: string, calendar: string) => [
    date,
    'skipped',
    `it is a day of the calendar '${calendar}'`,
  ];
  expect(runs).toEqual([
    ['2026-12-22', 'job', null],
    ['2026-12-23', 'job', null],
    skipped('2026-12-24', 'holidays'),
    skipped('2026-12-25', 'holidays'),
    skipped('2026-12-26', 'holidays'),
    skipped('2026-12-27', 'sundays'),
    ['2026-12-28', 'job', null],
  ]);
});

test('of times that were missed the last one that no calendar leaves out is made up for', async () => {
  await put('/calendars/freeze', { days: ['2026-12-31/2027-01-01'] });
  await put('/schedules/once', { cron: '0 22 * * *', calendars: ['freeze'] });
  const link = newId();
  await plane.call('PUT', at(`/jobSchedules/${link}`), {
    json: {
      properties: { schedule: { name: 'once' }, runbook: { name: 'greet' }, parameters: { who: 'Ada' } },
    },
  });
  clock.advance(4 * day);
  await plane.scheduler.round();
  const { value } = (await plane.call('GET', at(`/jobSchedules/${link}/runs`))).json<{ value: Run[] }>();
  expect(value.toReversed().map(({ outcome }) => outcome)).toEqual(['skipped', 'job', 'skipped', 'skipped']);
});

test('a calendar that a schedule names stays, one that is not there is refused, and a change is followed', async () => {
  const used = await plane.call('DELETE', at('/calendars/sundays'));
  expect([used.status, used.text]).toEqual([409, expect.stringContaining('nightly')]);
  expect((await put('/schedules/other', { cron: '0 22 * * *', calendars: ['nothing'] })).status).toBe(404);
  expect((await put('/calendars/sundays', { days: ['2030-01-01'] })).status).toBe(200);
  const { nextRuns } = await show('/schedules/nightly');
  expect(nextRuns.map((run) => run.slice(0, 10))).toContain('2027-01-03');
  await put('/schedules/nightly', { cron: '0 22 * * *' });
  expect((await plane.call('DELETE', at('/calendars/sundays'))).status).toBe(200);
  expect((await plane.call('GET', at('/calendars/sundays'))).status).toBe(404);
  expect((await put('/calendars/wrong', { days: ['tomorrow'] })).status).toBe(400);
  expect(
    (await plane.call('PUT', at('/calendars/mine'), { as: 'reader', json: { properties: {} } })).status,
  ).toBe(403);
});
