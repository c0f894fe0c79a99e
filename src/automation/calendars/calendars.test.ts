import { expect, test } from 'vitest';

import { isOnDays } from '../schedules/recurrence/index.ts';
import { readCalendar } from './calendars.ts';

const at = (text: string): number => Date.parse(text);
const inBerlin = (input: Parameters<typeof readCalendar>[0], time: string): boolean =>
  isOnDays(readCalendar(input), at(time), 'Europe/Berlin');

test.each([
  [{ days: ['2026-12-25'] }, '2026-12-24T23:30:00Z', true],
  [{ days: ['2026-12-25'] }, '2026-12-25T23:30:00Z', false],
  [{ days: ['2026-12-24/2027-01-02'] }, '2027-01-02T12:00:00Z', true],
  [{ days: ['2026-12-24/2027-01-02'] }, '2027-01-03T12:00:00Z', false],
  [{ rules: [{ start: '2026-05-01', rrule: 'FREQ=YEARLY' }] }, '2031-05-01T12:00:00Z', true],
  [{ rules: [{ start: '2026-05-01', rrule: 'FREQ=YEARLY' }] }, '2025-05-01T12:00:00Z', false],
  [{ rules: [{ start: '2026-01-01', rrule: 'FREQ=MONTHLY;BYDAY=-1FR' }] }, '2027-01-29T12:00:00Z', true],
  [{ rules: [{ start: '2026-01-01', rrule: 'FREQ=MONTHLY;BYDAY=-1FR' }] }, '2027-01-22T12:00:00Z', false],
  [{ rules: [{ start: '2026-01-01', rrule: 'FREQ=WEEKLY;COUNT=2' }] }, '2026-01-08T12:00:00Z', true],
  [{ rules: [{ start: '2026-01-01', rrule: 'FREQ=WEEKLY;COUNT=2' }] }, '2026-01-15T12:00:00Z', false],
  [{ rules: [{ start: '2026-01-01', rrule: 'FREQ=DAILY;UNTIL=20260103' }] }, '2026-01-03T12:00:00Z', true],
  [{ rules: [{ start: '2026-01-01', rrule: 'FREQ=DAILY;UNTIL=20260103' }] }, '2026-01-04T12:00:00Z', false],
  [{ rules: [{ start: '2026-12-24', rrule: 'FREQ=YEARLY', length: 3 }] }, '2028-12-26T12:00:00Z', true],
  [{ rules: [{ start: '2026-12-24', rrule: 'FREQ=YEARLY', length: 3 }] }, '2028-12-27T12:00:00Z', false],
])('%j at %s: %s', (input, time, expected) => {
  expect(inBerlin(input, time)).toBe(expected);
});

const ics = (...events: string[]): string =>
  [
    'BEGIN:VCALENDAR',
    ...events.flatMap((event) => ['BEGIN:VEVENT', event, 'END:VEVENT']),
    'END:VCALENDAR',
  ].join('\r\n');

test('events of iCalendar are days: from the first to the last, again by their rules, and folded lines are one', () => {
  const text = ics(
    'SUMMARY:Christmas\r\nDTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261227',
    'SUMMARY:May Day\r\nDTSTART;VALUE=DATE:20260501\r\nRRULE:FREQ=YEARLY;BYMONTH=5;\r\n BYMONTHDAY=1',
    'SUMMARY:Freeze\r\nDTSTART;TZID=Europe/Berlin:20260701T090000\r\nDTEND:20260702T170000',
    'SUMMARY:Not at all\r\nSTATUS:CANCELLED\r\nDTSTART:20260801',
  );
  expect(readCalendar({ days: ['2026-01-01'], ics: text })).toEqual({
    days: ['2026-01-01', '2026-07-01/2026-07-02', '2026-12-25/2026-12-26'],
    rules: [{ start: '2026-05-01', rrule: 'FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1', length: 1 }],
  });
});

test.each([
  [{ days: ['2026-02-30'] }, '2026-02-30'],
  [{ days: ['2027-01-02/2026-12-24'] }, '2027-01-02'],
  [{ rules: [{ start: 'soon', rrule: 'FREQ=YEARLY' }] }, 'soon'],
  [{ rules: [{ start: '2026-01-01', rrule: 'FREQ=HOURLY' }] }, 'HOURLY'],
  [{ rules: [{ start: '2026-01-01', rrule: 'FREQ=NEVER' }] }, 'FREQ'],
  [{ rules: [{ start: '2026-01-01', rrule: 'FREQ=DAILY', length: 0 }] }, 'length'],
  [{ ics: 'BEGIN:VCARD' }, 'ics'],
  [{ ics: ics('SUMMARY:Odd\r\nDTSTART:20260101\r\nEXDATE:20270101\r\nRRULE:FREQ=YEARLY') }, 'EXDATE'],
  [{ ics: ics('SUMMARY:Odd\r\nDTSTART:someday') }, 'DTSTART'],
])('%j is refused, with what is wrong', (input, words) => {
  expect(() => readCalendar(input)).toThrow(words);
});
