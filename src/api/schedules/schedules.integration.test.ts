import { afterAll, beforeAll, expect, test } from 'vitest';

import { manualClock, newId } from '#kernel';

import { buildEverything, publishRunbook } from '../testing/builder.ts';
import { type TestControlPlane, testControlPlane, version } from '../testing/control-plane.ts';

const clock = manualClock(Date.UTC(2027, 0, 1, 12));
let plane: TestControlPlane;

beforeAll(async () => {
  plane = await testControlPlane({ clock });
  const building = new AbortController();
  const builder = buildEverything(plane.link, building.signal);
  for (const name of ['greet', 'other', 'doomed']) await publishRunbook(plane, name, 'hello');
  building.abort();
  await builder;
});
afterAll(() => plane.scheduler.stop());

interface Wire {
  readonly id: string;
  readonly name: string;
  readonly properties: Record<string, unknown>;
}
interface WirePage {
  readonly value: Wire[];
  readonly nextLink?: string;
}

const at = (rest: string): string => `${plane.account}${rest}${rest.includes('?') ? '&' : '?'}${version}`;
const minutes = (many: number): void => clock.advance(many * 60_000);
const inMinutes = (many: number): string => new Date(clock.now() + many * 60_000).toISOString();
const put = (name: string, properties: object) =>
  plane.call('PUT', at(`/schedules/${encodeURIComponent(name)}`), { json: { name, properties } });
const show = async (name: string): Promise<Wire> =>
  (await plane.call('GET', at(`/schedules/${name}`))).json<Wire>();
const link = (id: string, schedule: string, runbook: string, more: object = {}) =>
  plane.call('PUT', at(`/jobSchedules/${id}`), {
    json: { properties: { schedule: { name: schedule }, runbook: { name: runbook }, ...more } },
  });
const parameters = { parameters: { who: 'Ada' } };
const runsOf = async (id: string): Promise<Record<string, unknown>[]> =>
  (await plane.call('GET', at(`/jobSchedules/${id}/runs`))).json<{ value: Record<string, unknown>[] }>()
    .value;

test('a schedule from PUT to DELETE, in the times of its zone', async () => {
  const made = await put('month end', {
    description: 'reports',
    startTime: '2027-01-29T21:00:12.3456789Z',
    expiryTime: null,
    timeZone: 'W. Europe Standard Time',
    frequency: 'Month',
    interval: 1,
    advancedSchedule: {
      monthlyOccurrences: [{ occurrence: -1, day: 'Friday' }],
      weekDays: null,
      monthDays: null,
    },
  });
  expect(made.status).toBe(201);
  const expected = {
    name: 'month end',
    type: 'Microsoft.Automation/AutomationAccounts/Schedules',
    properties: {
      description: 'reports',
      startTime: '2027-01-29T22:00:00+01:00',
      startTimeOffsetMinutes: 60,
      expiryTime: '9999-12-31T23:59:00+01:00',
      expiryTimeOffsetMinutes: 60,
      isEnabled: true,
      nextRun: '2027-01-29T22:00:00+01:00',
      nextRunOffsetMinutes: 60,
      interval: 1,
      frequency: 'Month',
      timeZone: 'W. Europe Standard Time',
      advancedSchedule: {
        weekDays: null,
        monthDays: null,
        monthlyOccurrences: [{ occurrence: -1, day: 'Friday' }],
      },
      text: 'last Friday of each month, 22:00 Europe/Berlin',
      nextRuns: [
        '2027-01-29T22:00:00+01:00',
        '2027-02-26T22:00:00+01:00',
        '2027-03-26T22:00:00+01:00',
        '2027-04-30T22:00:00+02:00',
        '2027-05-28T22:00:00+02:00',
      ],
    },
  };
  expect(made.json()).toMatchObject(expected);
  expect(await show('Month%20End')).toMatchObject(expected);
  const { value } = (await plane.call('GET', at('/schedules'))).json<WirePage>();
  expect(value).toMatchObject([{ name: 'month end', properties: { advancedSchedule: null } }]);
  expect(value[0]?.properties).not.toHaveProperty('nextRuns');

  const again = await put('month end', { startTime: '2027-01-29T21:00:00Z', frequency: 'Day', interval: 2 });
  expect(again.status).toBe(200);
  expect(again.json<Wire>().properties).toMatchObject({
    frequency: 'Day',
    interval: 2,
    timeZone: 'UTC',
    description: null,
  });

  const off = await plane.call('PATCH', at('/schedules/month%20end'), {
    json: { name: 'month end', properties: { isEnabled: false, description: 'off' } },
  });
  expect([off.status, off.json<Wire>().properties]).toMatchObject([
    200,
    { isEnabled: false, description: 'off', nextRuns: [] },
  ]);

  expect((await plane.call('DELETE', at('/schedules/month%20end'))).status).toBe(200);
  for (const [method, json] of [['GET'], ['DELETE'], ['PATCH', { properties: {} }]] as const) {
    const gone = await plane.call(method, at('/schedules/month%20end'), json === undefined ? {} : { json });
    expect([gone.status, gone.json<{ code: string }>().code]).toEqual([404, 'NotFound']);
  }
});

const hourly = { startTime: '2027-06-01T12:00:00Z', frequency: 'Hour', interval: 1 };
test.each<[object, string]>([
  [{ ...hourly, startTime: undefined }, 'startTime'],
  [{ ...hourly, startTime: '01:00' }, 'startTime'],
  [{ ...hourly, startTime: '2027-01-01T12:04:59Z' }, 'at least 5 minutes after'],
  [{ ...hourly, startTime: '2026-01-01T12:00:00Z' }, 'at least 5 minutes after'],
  [{ ...hourly, expiryTime: '2027-06-01T12:00:00Z' }, 'expiryTime'],
  [{ ...hourly, expiryTime: 'never' }, 'expiryTime'],
  [{ ...hourly, timeZone: 'Mars/Olympus' }, 'Mars/Olympus'],
  [{ ...hourly, frequency: undefined }, 'frequency'],
  [{ ...hourly, frequency: 'Yearly' }, 'frequency'],
  [{ ...hourly, interval: 0 }, 'interval'],
  [{ ...hourly, interval: 1.5 }, 'interval'],
  [{ ...hourly, interval: 'often' }, 'interval'],
  [{ ...hourly, frequency: 'Minute', interval: 14 }, 'at least 15'],
  [{ ...hourly, advancedSchedule: { weekDays: ['Monday'] } }, 'weekDays'],
  [{ ...hourly, frequency: 'Week', advancedSchedule: { weekDays: ['Funday'] } }, 'Funday'],
  [{ ...hourly, frequency: 'Week', advancedSchedule: { monthDays: [1] } }, 'monthDays'],
  [{ ...hourly, frequency: 'Month', advancedSchedule: { monthDays: [32] } }, '32'],
  [{ ...hourly, frequency: 'Month', advancedSchedule: { monthDays: [0] } }, '0'],
  [
    {
      ...hourly,
      frequency: 'Month',
      advancedSchedule: { monthlyOccurrences: [{ occurrence: 6, day: 'Monday' }] },
    },
    '6',
  ],
  [
    {
      ...hourly,
      frequency: 'Month',
      advancedSchedule: { monthlyOccurrences: [{ occurrence: 1, day: 'X' }] },
    },
    'X',
  ],
  [{ cron: '0 0 * *' }, 'five fields'],
  [{ rrule: 'FREQ=SECONDLY' }, 'FREQ'],
  [{ cron: '0 0 * * *', rrule: 'FREQ=DAILY' }, 'exclude'],
  [{ cron: '0 0 * * *', frequency: 'Day' }, 'frequency'],
  [{ ...hourly, misfire: 'maybe' }, 'misfire'],
  [{ ...hourly, jitterSeconds: -1 }, 'jitterSeconds'],
  [{ ...hourly, exclusions: ['2027-02-30'] }, 'exclusions'],
  [{ ...hourly, exclusions: ['2027-02-03/2027-02-01'] }, 'exclusions'],
])('%o is refused, naming %s', async (properties, named) => {
  const refused = await put('wrong', properties);
  expect([refused.status, refused.json<{ message: string }>().message]).toEqual([
    400,
    expect.stringContaining(named),
  ]);
  expect((await plane.call('GET', at('/schedules/wrong'))).status).toBe(404);
});

test('a start that stays as it is may have passed: who deploys again is not refused', async () => {
  const properties = { startTime: inMinutes(10), frequency: 'Day', interval: 1, timeZone: 'UTC' };
  expect((await put('daily', properties)).status).toBe(201);
  minutes(60);
  expect((await put('daily', properties)).status).toBe(200);
  expect((await put('daily', { ...properties, startTime: inMinutes(-10) })).status).toBe(400);
});

test('a link is made once, shows its parameters, is listed without them, and goes with its schedule or runbook', async () => {
  await put('linked', hourly);
  const id = newId();
  const made = await link(id.toUpperCase(), 'Linked', 'GREET', {
    parameters: { WHO: 'Ada' },
    runOn: 'onprem',
  });
  expect([made.status, made.json()]).toMatchObject([
    201,
    {
      properties: {
        jobScheduleId: id,
        runbook: { name: 'greet' },
        schedule: { name: 'linked' },
        runOn: 'onprem',
        parameters: { who: 'Ada' },
      },
    },
  ]);
  const same = await link(id, 'linked', 'greet', { parameters: { who: 'Ada' }, runOn: 'onprem' });
  expect(same.status).toBe(201);
  const other = await link(id, 'linked', 'other', parameters);
  expect([other.status, other.json<{ code: string }>().code]).toEqual([409, 'Conflict']);
  const twice = await link(newId(), 'linked', 'greet', parameters);
  expect([twice.status, twice.json<{ message: string }>().message]).toEqual([
    409,
    expect.stringContaining('A job schedule for the specified runbook and schedule already exists.'),
  ]);

  const doomed = newId();
  expect((await link(doomed, 'linked', 'doomed', parameters)).status).toBe(201);
  const list = async (filter: string): Promise<string[]> => {
    const query = filter === '' ? '' : `?$filter=${encodeURIComponent(filter)}`;
    const page = (await plane.call('GET', at(`/jobSchedules${query}`))).json<WirePage>();
    expect(page.value.every(({ properties }) => properties['parameters'] === null)).toBe(true);
    return page.value.map(({ name }) => name);
  };
  expect(await list('')).toEqual([id, doomed].toSorted());
  expect(await list("properties/runbook/name eq 'Greet'")).toEqual([id]);
  expect(await list("properties/schedule/name eq 'linked'")).toHaveLength(2);
  expect((await plane.call('DELETE', at('/runbooks/doomed'))).status).toBe(200);
  expect(await list('')).toEqual([id]);
  expect((await plane.call('DELETE', at('/schedules/linked'))).status).toBe(200);
  expect(await list('')).toEqual([]);
  expect((await plane.call('DELETE', at(`/jobSchedules/${id}`))).status).toBe(404);
});

test('what a link cannot start is refused when it is made', async () => {
  await put('refusing', hourly);
  await plane.call('PUT', at('/runbooks/draft'), { json: { properties: { runbookType: 'TypeScript' } } });
  const refusals: [string, string, string, object, number][] = [
    ['no-guid', 'refusing', 'greet', parameters, 400],
    [newId(), 'nothing', 'greet', parameters, 404],
    [newId(), 'refusing', 'nothing', parameters, 404],
    [newId(), 'refusing', 'draft', parameters, 400],
    [newId(), 'refusing', 'greet', {}, 400],
    [newId(), 'refusing', 'greet', { parameters: { who: 'Ada', unknown: '1' } }, 400],
    [newId(), 'refusing', 'greet', { parameters: { who: 'Ada', times: 'many' } }, 400],
  ];
  for (const [id, schedule, runbook, more, status] of refusals) {
    const refused = await link(id, schedule, runbook, more);
    expect([id, schedule, runbook, refused.status], refused.text).toEqual([id, schedule, runbook, status]);
  }
});

test('when the time comes there is a job, by the schedule, and the audit says so', async () => {
  await put('nightly', {
    startTime: inMinutes(30),
    frequency: 'Day',
    interval: 1,
    timeZone: 'Europe/Berlin',
  });
  const id = newId();
  await link(id, 'nightly', 'greet', parameters);
  minutes(29);
  await plane.scheduler.round();
  expect(await runsOf(id)).toEqual([]);
  minutes(1);
  const due = clock.now();
  await plane.scheduler.round();
  await plane.scheduler.round();
  const [run, ...more] = await runsOf(id);
  expect(more).toEqual([]);
  expect(run).toMatchObject({ dueTime: new Date(due).toISOString(), outcome: 'job', reason: null });
  const { jobId } = run!['job'] as { jobId: string };
  const job = (await plane.call('GET', at(`/jobs/${jobId}`))).json<Wire>();
  expect(job.properties).toMatchObject({
    status: 'New',
    runbook: { name: 'greet' },
    parameters: { who: 'Ada' },
    startedBy: 'schedules/nightly',
  });
  const audited = await plane.db.query<{ action: string }>({
    text: `select action from audit_entry where actor = 'schedules/nightly'`,
    values: [],
  });
  expect(audited).toEqual([{ action: 'Microsoft.Automation/automationAccounts/jobs/write' }]);
  expect((await show('nightly')).properties['nextRun']).toContain('2027-01-02');

  await plane.call('PATCH', at('/schedules/nightly'), { json: { properties: { isEnabled: false } } });
  minutes(3 * 24 * 60);
  await plane.scheduler.round();
  expect(await runsOf(id)).toHaveLength(1);
  await plane.call('PATCH', at('/schedules/nightly'), { json: { properties: { isEnabled: true } } });
  await plane.scheduler.round();
  expect(await runsOf(id), 'nothing is made up for').toHaveLength(1);
  minutes(24 * 60);
  await plane.scheduler.round();
  expect(await runsOf(id)).toHaveLength(2);
});

test('one time only, each minute by cron, and what could not be started says why', async () => {
  await put('once', { startTime: inMinutes(6), frequency: 'OneTime' });
  await put('often', { cron: '* * * * *' });
  const [once, often] = [newId(), newId()];
  await link(once, 'once', 'greet', parameters);
  await link(often, 'often', 'other', parameters);
  minutes(1);
  await plane.scheduler.round();
  minutes(5);
  await plane.scheduler.round();
  expect(await runsOf(once)).toMatchObject([{ outcome: 'job' }]);
  expect((await show('once')).properties['nextRun']).toBeNull();
  // Of the five minutes that passed at once the last one is run, and one that is hardly late.
  expect((await runsOf(often)).map(({ outcome }) => outcome)).toEqual([
    'job',
    'job',
    'skipped',
    'skipped',
    'skipped',
    'job',
  ]);

  await plane.db.query({
    text: `update runbook set published_number = null where name = 'other'`,
    values: [],
  });
  minutes(1);
  await plane.scheduler.round();
  expect((await runsOf(often))[0]).toMatchObject({
    outcome: 'failed',
    job: null,
    reason: expect.stringContaining('other'),
  });
});
