import { expect, test } from 'vitest';

import { dice } from '#kernel';

import { shareOf } from '../../../../test/share.ts';
import { type Recurrence, type Rule, nextAfter, occurrencesAfter } from './index.ts';

/**
 * Every moment of five years, found a second time in another way: here each day of the calendar is asked whether the rule has it, in
 * plain numbers, and each time is tried on the zone's clocks until they show it.
 */
const zones = [
  'UTC',
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/Los_Angeles',
  'America/Santiago',
  'America/Havana',
  'Africa/Casablanca',
  'Asia/Kolkata',
  'Australia/Sydney',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
];
const [firstYear, years] = [2025, 5];
const schedulesPerZone = 200;
/** A run takes each schedule in some of the zones. */
const share = shareOf('ORACLE', 6);

interface Day {
  readonly date: Temporal.PlainDate;
  readonly index: number;
  readonly month: number;
  readonly day: number;
  readonly weekDay: number;
  readonly length: number;
}
const firstDate = new Temporal.PlainDate(firstYear, 1, 1);
const days: readonly Day[] = Array.from({ length: years * 365 + 1 }, (_, index) => {
  const date = firstDate.add({ days: index });
  const month = (date.year - firstYear) * 12 + date.month - 1;
  return { date, index, month, day: date.day, weekDay: date.dayOfWeek, length: date.daysInMonth };
});

interface Case {
  readonly rule: Rule;
  readonly has: (day: Day, start: Day) => boolean;
  /** Minutes of the day; those of the start when absent. */
  readonly times?: readonly number[];
}

function caseOf(seed: string): Case & { readonly startDay: number; readonly startMinute: number } {
  const die = dice(seed);
  const interval = 1 + die.below(4);
  const some = (from: readonly number[]): number[] => from.filter(() => die.below(3) === 0);
  const startDay = die.below(200);
  // Half of them where clocks change.
  const startMinute = die.below(2) === 0 ? die.below(24 * 60) : die.below(4 * 60);
  const made = ((): Case => {
    switch (die.below(4)) {
      case 0:
        return {
          rule: { frequency: 'Day', interval },
          has: (day, start) => (day.index - start.index) % interval === 0,
        };
      case 1: {
        const weekDays = some([1, 2, 3, 4, 5, 6, 7]);
        return {
          rule: { frequency: 'Week', interval, weekDays },
          has(day, start) {
            const weeks = (day.index - day.weekDay - (start.index - start.weekDay)) / 7;
            return (
              weeks % interval === 0 &&
              (weekDays.length > 0 ? weekDays : [start.weekDay]).includes(day.weekDay)
            );
          },
        };
      }
      case 2: {
        const monthDays = some([1, 15, 28, 29, 30, 31, -1]);
        const monthlyOccurrences = some([1, 2, 3, 4, 5, -1]).map((occurrence) => ({
          occurrence,
          weekDay: 1 + die.below(7),
        }));
        return {
          rule: { frequency: 'Month', interval, monthDays, monthlyOccurrences },
          has(day, start) {
            if ((day.month - start.month) % interval !== 0) return false;
            if (monthDays.length + monthlyOccurrences.length === 0) return day.day === start.day;
            if (monthDays.includes(day.day) || (monthDays.includes(-1) && day.day === day.length))
              return true;
            return monthlyOccurrences.some(
              ({ occurrence, weekDay }) =>
                weekDay === day.weekDay &&
                (occurrence === -1 ? day.day + 7 > day.length : Math.ceil(day.day / 7) === occurrence),
            );
          },
        };
      }
      default: {
        const [hours, minutes] = [
          [die.below(4), 4 + die.below(20)],
          [die.below(30), 30 + die.below(30)],
        ];
        const weekDays = some([1, 2, 3, 4, 5, 6, 7]);
        return {
          rule: {
            frequency: 'Cron',
            cron: `${minutes.join(',')} ${hours.join(',')} * * ${weekDays.join(',') || '*'}`,
          },
          has: (day) => weekDays.length === 0 || weekDays.includes(day.weekDay),
          times: hours.flatMap((hour) => minutes.map((minute) => hour * 60 + minute)),
        };
      }
    }
  })();
  return { ...made, startDay, startMinute };
}

/** Tries the time on the clocks; where they skip it, the minutes after it, until one is shown. */
function momentsOf(date: Temporal.PlainDate, minute: number, { zone, gap, overlap }: Recurrence): number[] {
  const wanted = date.toPlainDateTime({ hour: Math.floor(minute / 60), minute: minute % 60 });
  const shown = (time: Temporal.PlainDateTime, disambiguation: 'earlier' | 'later'): number | undefined => {
    const at = time.toZonedDateTime(zone, { disambiguation });
    return at.toPlainDateTime().equals(time) ? at.epochMilliseconds : undefined;
  };
  for (let time = wanted, tries = 0; tries < 24 * 60; time = time.add({ minutes: 1 }), tries++) {
    const [first, second] = [shown(time, 'earlier'), shown(time, 'later')];
    if (first === undefined || second === undefined) {
      if (gap === 'skip') return [];
      continue;
    }
    if (tries > 0) return [first];
    return first !== second && overlap === 'twice' ? [first, second] : [first];
  }
  return [];
}

test.each(zones)('all moments of five years in %s', { timeout: 600_000 }, (zone) => {
  let compared = 0;
  for (let number = 0; number < schedulesPerZone; number++) {
    if (!share.has(number + zones.indexOf(zone))) continue;
    const { rule, has, times, startDay, startMinute } = caseOf(`${number}`);
    const startWall = days[startDay]!.date.toPlainDateTime({
      hour: Math.floor(startMinute / 60),
      minute: startMinute % 60,
    });
    const start = startWall.toZonedDateTime(zone).epochMilliseconds;
    const shownStart = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(zone);
    const recurrence: Recurrence = {
      start,
      zone,
      rule,
      gap: number % 2 === 0 ? 'after' : 'skip',
      overlap: number % 3 === 0 ? 'twice' : 'once',
      exclusions: [],
    };
    const minutes = times ?? [shownStart.hour * 60 + shownStart.minute];
    const expected = days
      .slice(startDay)
      .filter((day) => has(day, days[startDay]!))
      .flatMap(({ date }) => minutes.flatMap((minute) => momentsOf(date, minute, recurrence)));
    const once = [...new Set(expected)].filter((moment) => moment >= start).toSorted((a, b) => a - b);
    const end = once.at(-1) ?? start;
    const found = occurrencesAfter(recurrence, start - 1)
      .filter((moment) => moment <= end)
      .take(once.length)
      .toArray();
    expect(found, JSON.stringify(recurrence)).toEqual(once);
    // Asked from anywhere in between it says the same: this is how the engine asks.
    const at = dice(`${zone} ${number}`).below(Math.max(1, once.length - 1));
    expect(nextAfter(recurrence, once[at] ?? end), JSON.stringify(recurrence)).toBe(
      once[at + 1] ?? nextAfter(recurrence, end),
    );
    compared += once.length;
  }
  expect(compared).toBeGreaterThan(share.whole ? 20_000 : 3_000);
});
