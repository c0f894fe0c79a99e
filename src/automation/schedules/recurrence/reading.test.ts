import fc from 'fast-check';
import { expect, test } from 'vitest';

import { isProblem } from '#kernel';

import { describeRecurrence, findZone, parseCron, readRule } from './index.ts';
import type { Rule } from './recurrence.ts';
import { windowsZones } from './windows-zones.ts';
import { readTime } from './zones.ts';

test('zones have names of IANA and of Windows, in any case; offsets are none', () => {
  expect(findZone('W. Europe Standard Time')).toBe('Europe/Berlin');
  expect(findZone('eastern standard time')).toBe('America/New_York');
  expect(findZone('europe/berlin')).toBe('Europe/Berlin');
  expect(findZone('UTC')).toMatch(/UTC$/);
  for (const name of ['Mars/Olympus', '+01:00', '', 'W. Europe', '../etc'])
    expect(findZone(name), name).toBeUndefined();
  for (const name of Object.keys(windowsZones)) expect(findZone(name), name).toBeDefined();
});

test('times with an offset are moments, those without are of the zone', () => {
  expect(readTime('2027-07-01T12:00:00', 'Europe/Berlin')).toBe(Date.UTC(2027, 6, 1, 10));
  expect(readTime('2017-03-27T17:28:57.2494819Z', 'Europe/Berlin')).toBe(
    Date.UTC(2017, 2, 27, 17, 28, 57, 249),
  );
  expect(readTime('2027-07-01T12:00:00+05:30', 'Europe/Berlin')).toBe(Date.UTC(2027, 6, 1, 6, 30));
  for (const text of ['01:00', 'tomorrow', '', '2027-13-01T00:00:00Z', '2027-02-30T00:00:00'])
    expect(readTime(text, 'UTC'), text).toBeUndefined();
});

test.each([
  ['0 0 * *', 'five fields'],
  ['60 0 * * *', 'minute'],
  ['0 24 * * *', 'hour'],
  ['0 0 32 * *', 'day of month'],
  ['0 0 * 13 *', 'month'],
  ['0 0 * * 8', 'weekday'],
  ['0 0 * * mon#6', 'weekday'],
  ['5-1 0 * * *', 'ends before'],
  ['*/0 0 * * *', 'step'],
])('cron %s is refused: %s', (cron, detail) => {
  expect(() => parseCron(cron)).toThrow(detail);
});

test.each([
  ['FREQ=SECONDLY', 'FREQ'],
  ['INTERVAL=2', 'FREQ'],
  ['FREQ=DAILY;BYSECOND=1', 'BYSECOND'],
  ['FREQ=DAILY;COUNT=1;UNTIL=20270101', 'COUNT and UNTIL'],
  ['FREQ=WEEKLY;BYDAY=1MO', 'BYDAY'],
  ['FREQ=MONTHLY;BYMONTHDAY=0', 'BYMONTHDAY'],
  ['FREQ=DAILY;DAILY', 'no part'],
  ['FREQ=DAILY;FREQ=DAILY', 'twice'],
  ['FREQ=HOURLY;BYDAY=MO', 'HOURLY'],
  ['FREQ=DAILY;UNTIL=tomorrow', 'UNTIL'],
])('rule %s is refused: %s', (rule, detail) => {
  expect(() => readRule(rule)).toThrow(detail);
});

test('whatever is written, it is read or refused with an error of ours', () => {
  const cronText = fc.array(
    fc.constantFrom('*', '/', ',', '-', 'L', '#', '5', '0', '31', 'mon', 'jan', ' '),
    { maxLength: 20 },
  );
  const ruleText = fc.array(
    fc.constantFrom(
      'FREQ=',
      'DAILY',
      'MONTHLY',
      ';',
      'BYDAY=',
      '-1FR',
      'MO',
      ',',
      'COUNT=',
      '3',
      'INTERVAL=',
      'BYSETPOS=',
    ),
    { maxLength: 12 },
  );
  const read = (reader: (text: string) => unknown, parts: readonly string[]): void => {
    try {
      reader(parts.join(''));
    } catch (error) {
      if (!isProblem(error)) throw error;
    }
  };
  fc.assert(
    fc.property(cronText, (parts) => read(parseCron, parts)),
    { numRuns: 2_000 },
  );
  fc.assert(
    fc.property(ruleText, (parts) => read(readRule, parts)),
    { numRuns: 2_000 },
  );
});

test.each<[Rule, string]>([
  [{ frequency: 'OneTime' }, 'once on 2026-12-25, 22:00 Europe/Berlin'],
  [{ frequency: 'Minute', interval: 15 }, 'every 15 minutes from 2026-12-25, 22:00 Europe/Berlin'],
  [{ frequency: 'Hour', interval: 1 }, 'every hour from 2026-12-25, 22:00 Europe/Berlin'],
  [{ frequency: 'Day', interval: 1 }, 'each day, 22:00 Europe/Berlin'],
  [{ frequency: 'Day', interval: 3 }, 'every 3 days, 22:00 Europe/Berlin'],
  [{ frequency: 'Week', interval: 1, weekDays: [] }, 'each Friday, 22:00 Europe/Berlin'],
  [
    { frequency: 'Week', interval: 2, weekDays: [1, 3, 5] },
    'Monday, Wednesday and Friday of every 2 weeks, 22:00 Europe/Berlin',
  ],
  [
    { frequency: 'Month', interval: 1, monthDays: [], monthlyOccurrences: [{ occurrence: -1, weekDay: 5 }] },
    'last Friday of each month, 22:00 Europe/Berlin',
  ],
  [
    { frequency: 'Month', interval: 3, monthDays: [1, -1], monthlyOccurrences: [] },
    'day 1 and last day of every 3 months, 22:00 Europe/Berlin',
  ],
  [{ frequency: 'Cron', cron: '0 22 * * 5L' }, 'cron 0 22 * * 5L, Europe/Berlin'],
  [{ frequency: 'RRule', rrule: 'FREQ=MONTHLY;BYDAY=-1FR' }, 'FREQ=MONTHLY;BYDAY=-1FR, 22:00 Europe/Berlin'],
])('%o in words', (rule, text) => {
  const start = readTime('2026-12-25T22:00:00', 'Europe/Berlin')!;
  expect(
    describeRecurrence({ start, zone: 'Europe/Berlin', rule, gap: 'after', overlap: 'once', exclusions: [] }),
  ).toBe(text);
});
