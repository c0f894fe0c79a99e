import { expect, test } from 'vitest';

import { type Recurrence, type Rule, comingAfter, nextAfter } from './index.ts';
import { localIso, readTime } from './zones.ts';

const berlin = 'Europe/Berlin';

function recurrence(start: string, rule: Rule, more: Partial<Recurrence> = {}): Recurrence {
  const zone = more.zone ?? berlin;
  return {
    start: readTime(start, zone)!,
    zone,
    rule,
    gap: 'after',
    overlap: 'once',
    exclusions: [],
    ...more,
  };
}

/** What comes after `after`, as the clocks of the zone show it. */
function coming(of: Recurrence, after: string, many = 4): string[] {
  return comingAfter(of, readTime(after, of.zone)!, many).map((moment) => localIso(moment, of.zone));
}

const daily = (more?: Partial<Recurrence>): Recurrence =>
  recurrence('2027-01-01T02:30:00', { frequency: 'Day', interval: 1 }, more);

test('what the clocks skip runs at the first moment after, or not at all', () => {
  expect(coming(daily(), '2027-03-27T12:00:00', 2)).toEqual([
    '2027-03-28T03:00:00+02:00',
    '2027-03-29T02:30:00+02:00',
  ]);
  expect(coming(daily({ gap: 'skip' }), '2027-03-27T12:00:00', 1)).toEqual(['2027-03-29T02:30:00+02:00']);
});

test('what the clocks show twice runs the first time, or both', () => {
  expect(coming(daily(), '2027-10-30T12:00:00', 2)).toEqual([
    '2027-10-31T02:30:00+02:00',
    '2027-11-01T02:30:00+01:00',
  ]);
  expect(coming(daily({ overlap: 'twice' }), '2027-10-30T12:00:00', 3)).toEqual([
    '2027-10-31T02:30:00+02:00',
    '2027-10-31T02:30:00+01:00',
    '2027-11-01T02:30:00+01:00',
  ]);
});

test('hours are elapsed ones, whatever the clocks do', () => {
  const hourly = recurrence('2027-03-27T23:30:00', { frequency: 'Hour', interval: 2 });
  expect(coming(hourly, '2027-03-27T23:30:00', 3)).toEqual([
    '2027-03-28T01:30:00+01:00',
    '2027-03-28T04:30:00+02:00',
    '2027-03-28T06:30:00+02:00',
  ]);
  const often = recurrence('2027-10-31T02:00:00', { frequency: 'Minute', interval: 30 });
  expect(coming(often, '2027-10-31T02:00:00', 4).map((time) => time.slice(11))).toEqual([
    '02:30:00+02:00',
    '02:00:00+01:00',
    '02:30:00+01:00',
    '03:00:00+01:00',
  ]);
});

test('weeks, their days and every second one', () => {
  const rule: Rule = { frequency: 'Week', interval: 2, weekDays: [5, 1] };
  // 2026-11-25 is a Wednesday: the Monday of its week lies before the start.
  expect(
    coming(recurrence('2026-11-25T09:00:00', rule), '2026-11-25T09:00:00').map((time) => time.slice(0, 10)),
  ).toEqual(['2026-11-27', '2026-12-07', '2026-12-11', '2026-12-21']);
  const plain = recurrence('2026-11-25T09:00:00', { frequency: 'Week', interval: 1, weekDays: [] });
  expect(coming(plain, '2026-11-25T08:00:00', 2)).toEqual([
    '2026-11-25T09:00:00+01:00',
    '2026-12-02T09:00:00+01:00',
  ]);
});

const dates = (of: Recurrence, after: string, many = 4): string[] =>
  coming(of, after, many).map((time) => time.slice(0, 10));
const monthly = (
  rule: Partial<Extract<Rule, { frequency: 'Month' }>>,
  start = '2027-01-31T22:00:00',
): Recurrence =>
  recurrence(start, { frequency: 'Month', interval: 1, monthDays: [], monthlyOccurrences: [], ...rule });

test('months: days, the last day, the nth weekday; what a month lacks is left out', () => {
  expect(dates(monthly({}), '2027-02-01T00:00:00', 3)).toEqual(['2027-03-31', '2027-05-31', '2027-07-31']);
  expect(dates(monthly({ monthDays: [-1] }), '2028-01-31T23:00:00', 2)).toEqual(['2028-02-29', '2028-03-31']);
  expect(dates(monthly({ monthDays: [15, 1] }), '2027-02-01T00:00:00', 3)).toEqual([
    '2027-02-01',
    '2027-02-15',
    '2027-03-01',
  ]);
  const lastFriday = monthly({ monthlyOccurrences: [{ occurrence: -1, weekDay: 5 }] });
  expect(dates(lastFriday, '2027-02-01T00:00:00', 3)).toEqual(['2027-02-26', '2027-03-26', '2027-04-30']);
  const fifth = monthly({ monthlyOccurrences: [{ occurrence: 5, weekDay: 1 }] });
  expect(dates(fifth, '2027-02-01T00:00:00', 2)).toEqual(['2027-03-29', '2027-05-31']);
  expect(dates(monthly({ interval: 3, monthDays: [-1] }), '2027-01-31T22:00:00', 2)).toEqual([
    '2027-04-30',
    '2027-07-31',
  ]);
  const never = monthly({ interval: 12, monthDays: [31] }, '2027-02-01T22:00:00');
  expect(dates(never, '2027-02-01T22:00:00')).toEqual([]);
});

test('leap days', () => {
  const leap = recurrence('2027-01-01T12:00:00', { frequency: 'Cron', cron: '0 12 29 2 *' }, { zone: 'UTC' });
  expect(dates(leap, '2027-01-01T00:00:00', 3)).toEqual(['2028-02-29', '2032-02-29', '2036-02-29']);
  expect(
    dates({ ...leap, start: readTime('2096-03-01T00:00:00Z', 'UTC')! }, '2096-03-01T00:00:00', 1),
  ).toEqual(['2104-02-29']);
});

test.each([
  ['0 22 * * 5L', ['2026-11-27T22:00', '2026-12-25T22:00', '2027-01-29T22:00']],
  ['30 6 1,L * *', ['2026-11-30T06:30', '2026-12-01T06:30', '2026-12-31T06:30']],
  ['0 9-17/4 * * mon-fri', ['2026-11-25T13:00', '2026-11-25T17:00', '2026-11-26T09:00']],
  ['*/20 * * * *', ['2026-11-25T12:20', '2026-11-25T12:40', '2026-11-25T13:00']],
  ['0 0 13 * 5', ['2026-11-27T00:00', '2026-12-04T00:00', '2026-12-11T00:00']],
  ['0 8 * jan,7 2#1', ['2027-01-05T08:00', '2027-07-06T08:00', '2028-01-04T08:00']],
  ['15 0 * * 7', ['2026-11-29T00:15', '2026-12-06T00:15', '2026-12-13T00:15']],
  ['0 0 30 2 *', []],
])('cron %s', (cron, expected) => {
  const of = recurrence('2026-11-25T12:00:00', { frequency: 'Cron', cron });
  expect(coming(of, '2026-11-25T12:00:00', 3).map((time) => time.slice(0, 16))).toEqual(expected);
});

test('an hour of cron that is any hour is neither moved nor left out when the clocks change', () => {
  const of = recurrence('2027-01-01T00:00:00', { frequency: 'Cron', cron: '30 * * * *' });
  expect(coming(of, '2027-03-28T00:59:00', 3).map((time) => time.slice(11))).toEqual([
    '01:30:00+01:00',
    '03:30:00+02:00',
    '04:30:00+02:00',
  ]);
  expect(coming(of, '2027-10-31T00:59:00', 4).map((time) => time.slice(11))).toEqual([
    '01:30:00+02:00',
    '02:30:00+02:00',
    '02:30:00+01:00',
    '03:30:00+01:00',
  ]);
});

// Rules and dates of RFC 5545, 3.8.5.3, moved on to years that are not over.
test.each([
  ['FREQ=DAILY;COUNT=2', ['2027-09-02', '2027-09-03']],
  ['FREQ=DAILY;INTERVAL=10', ['2027-09-02', '2027-09-12', '2027-09-22', '2027-10-02']],
  ['FREQ=DAILY;UNTIL=20270903T070000Z', ['2027-09-02', '2027-09-03']],
  ['FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,TH', ['2027-09-02', '2027-09-14', '2027-09-16', '2027-09-28']],
  ['FREQ=MONTHLY;BYDAY=1FR', ['2027-09-03', '2027-10-01', '2027-11-05', '2027-12-03']],
  ['FREQ=MONTHLY;BYDAY=-1FR', ['2027-09-24', '2027-10-29', '2027-11-26', '2027-12-31']],
  ['FREQ=MONTHLY;BYMONTHDAY=-3', ['2027-09-28', '2027-10-29', '2027-11-28', '2027-12-29']],
  ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2', ['2027-09-29', '2027-10-28', '2027-11-29', '2027-12-30']],
  ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', ['2028-10-13', '2029-04-13', '2029-07-13', '2030-09-13']],
  ['FREQ=YEARLY;BYDAY=20MO', ['2028-05-15', '2029-05-14', '2030-05-20', '2031-05-19']],
  ['FREQ=YEARLY;BYMONTH=3;BYDAY=TH', ['2028-03-02', '2028-03-09', '2028-03-16', '2028-03-23']],
  ['FREQ=YEARLY', ['2027-09-02', '2028-09-02', '2029-09-02', '2030-09-02']],
  ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=-1', ['2028-02-29', '2029-02-28', '2030-02-28', '2031-02-28']],
])('recurrence rule %s', (rrule, expected) => {
  const of = recurrence('2027-09-02T09:00:00', { frequency: 'RRule', rrule });
  expect(dates(of, '2027-09-01T00:00:00')).toEqual(expected);
  expect(coming(of, '2027-09-01T00:00:00', 1)[0]).toContain('T09:00:00');
});

test('a recurrence rule with times of its own, and one that is elapsed', () => {
  const of = recurrence('2027-09-02T09:00:00', {
    frequency: 'RRule',
    rrule: 'FREQ=DAILY;BYHOUR=18,6;BYMINUTE=15',
  });
  expect(coming(of, '2027-09-02T00:00:00', 3).map((time) => time.slice(0, 16))).toEqual([
    '2027-09-02T18:15',
    '2027-09-03T06:15',
    '2027-09-03T18:15',
  ]);
  const hourly = recurrence('2027-09-02T09:00:00', {
    frequency: 'RRule',
    rrule: 'FREQ=HOURLY;INTERVAL=3;COUNT=3',
  });
  expect(coming(hourly, '2027-09-02T09:00:00', 9)).toEqual([
    '2027-09-02T12:00:00+02:00',
    '2027-09-02T15:00:00+02:00',
  ]);
});

test('excluded days, the end, and what is over', () => {
  const of = daily({
    exclusions: ['2027-01-02', '2027-01-04/2027-01-06'],
    expiry: readTime('2027-01-08T02:30:00', berlin)!,
  });
  expect(dates(of, '2026-12-01T00:00:00', 9)).toEqual([
    '2027-01-01',
    '2027-01-03',
    '2027-01-07',
    '2027-01-08',
  ]);
  expect(nextAfter(of, of.expiry!)).toBeUndefined();
  const once = recurrence('2027-01-01T18:00:00', { frequency: 'OneTime' });
  expect(coming(once, '2026-01-01T00:00:00')).toEqual(['2027-01-01T18:00:00+01:00']);
  expect(nextAfter(once, once.start)).toBeUndefined();
  expect(dates(daily({ exclusions: ['0001-01-01/9999-01-01'] }), '2027-01-01T00:00:00')).toEqual([]);
});

test('a day that a zone leaves out is made up for at the beginning of the next', () => {
  const apia = recurrence('2011-12-01T09:00:00', { frequency: 'Day', interval: 1 }, { zone: 'Pacific/Apia' });
  expect(coming(apia, '2011-12-29T00:00:00', 3)).toEqual([
    '2011-12-29T09:00:00-10:00',
    '2011-12-31T00:00:00+14:00',
    '2011-12-31T09:00:00+14:00',
  ]);
});
