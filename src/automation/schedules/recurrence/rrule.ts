import { byNumber, everyDay, everyMonth, everyWeek, nthWeekday, sorted } from './days.ts';
import type { WallDay, WallRule } from './recurrence.ts';
import type { RuleParts } from './rrule-parts.ts';

/** After so many empty days, weeks, months or years in a row a rule never comes again. */
const mostEmptyPeriods = 4_000;

/** DAILY to YEARLY: per period the days that it has, in order. `at` is the time of day of the start, in minutes. */
export function rruleDays(
  parts: RuleParts,
  start: Temporal.PlainDate,
  at: number,
  until: number | undefined,
): WallRule {
  const hours = parts.byHour.length > 0 ? parts.byHour : [Math.floor(at / 60)];
  const byMinute = parts.byMinute.length > 0 ? parts.byMinute : [at % 60];
  const minutes = hours.flatMap((hour) => byMinute.map((minute) => hour * 60 + minute));
  return {
    count: parts.count,
    until,
    *from(date) {
      let empty = 0;
      for (const days of periods(parts, start, date)) {
        const found = chosen(days, minutes, parts.bySetPosition);
        empty = found.length > 0 ? 0 : empty + 1;
        if (empty > mostEmptyPeriods) return;
        yield* found;
      }
    },
  };
}

/** The candidates of each period, BYSETPOS not yet applied. */
function* periods(
  parts: RuleParts,
  start: Temporal.PlainDate,
  from: Temporal.PlainDate,
): Generator<Temporal.PlainDate[]> {
  const { interval, byMonth, byMonthDay, byDay } = parts;
  const inMonth = (date: { readonly month: number }): boolean =>
    byMonth.length === 0 || byMonth.includes(date.month);
  const onDay = (date: Temporal.PlainDate): boolean =>
    byDay.length === 0 || byDay.some(({ weekDay }) => weekDay === date.dayOfWeek);
  switch (parts.frequency) {
    case 'DAILY':
      for (const date of everyDay(start, interval, from)) {
        const numbered =
          byMonthDay.length === 0 ||
          byNumber(date.toPlainYearMonth(), byMonthDay).some((day) => day.equals(date));
        yield inMonth(date) && onDay(date) && numbered ? [date] : [];
      }
      return;
    case 'WEEKLY':
      for (const monday of everyWeek(start, interval, from, parts.weekStart)) {
        const week = Array.from({ length: 7 }, (_, days) => monday.add({ days }));
        const days =
          byDay.length === 0
            ? week.filter(({ dayOfWeek }) => dayOfWeek === start.dayOfWeek)
            : week.filter(onDay);
        yield days.filter(inMonth);
      }
      return;
    case 'MONTHLY':
      for (const month of everyMonth(start, interval, from))
        yield inMonth(month) ? daysOfMonth(parts, month, start) : [];
      return;
    default:
      for (const january of everyMonth(start.with({ month: 1, day: 1 }), interval * 12, from))
        yield daysOfYear(parts, january, start);
  }
}

function daysOfMonth(
  { byMonthDay, byDay }: RuleParts,
  month: Temporal.PlainYearMonth,
  start: Temporal.PlainDate,
): Temporal.PlainDate[] {
  const weekdays = (): Temporal.PlainDate[] =>
    byDay.flatMap(({ weekDay, occurrence }) => {
      const nths = occurrence === undefined ? [1, 2, 3, 4, 5] : [occurrence];
      return nths.flatMap((each) => nthWeekday(month, { weekDay, occurrence: each }) ?? []);
    });
  if (byMonthDay.length === 0) return sorted(byDay.length === 0 ? byNumber(month, [start.day]) : weekdays());
  const numbered = sorted(byNumber(month, byMonthDay));
  if (byDay.length === 0) return numbered;
  const allowed = weekdays();
  return numbered.filter((date) => allowed.some((each) => each.equals(date)));
}

function daysOfYear(
  parts: RuleParts,
  january: Temporal.PlainYearMonth,
  start: Temporal.PlainDate,
): Temporal.PlainDate[] {
  const { byMonth, byMonthDay, byDay } = parts;
  const months = (numbers: readonly number[]): Temporal.PlainYearMonth[] =>
    numbers.toSorted((a, b) => a - b).map((month) => january.with({ month }));
  if (byMonth.length > 0) return months(byMonth).flatMap((month) => daysOfMonth(parts, month, start));
  const all = Array.from({ length: 12 }, (_, index) => index + 1);
  if (byMonthDay.length > 0) return months(all).flatMap((month) => daysOfMonth(parts, month, start));
  if (byDay.length === 0) return months([start.month]).flatMap((month) => byNumber(month, [start.day]));
  return sorted(byDay.flatMap(({ weekDay, occurrence }) => weekdaysOfYear(january, weekDay, occurrence)));
}

function weekdaysOfYear(
  january: Temporal.PlainYearMonth,
  weekDay: number,
  occurrence: number | undefined,
): Temporal.PlainDate[] {
  const days = Array.from({ length: 12 }, (_, month) => january.add({ months: month })).flatMap((month) =>
    [1, 2, 3, 4, 5].flatMap((each) => nthWeekday(month, { weekDay, occurrence: each }) ?? []),
  );
  if (occurrence === undefined) return days;
  const day = days.at(occurrence < 0 ? occurrence : occurrence - 1);
  return day === undefined ? [] : [day];
}

/** Of a period's days and times those that BYSETPOS names, or all. */
function chosen(
  days: readonly Temporal.PlainDate[],
  minutes: readonly number[],
  positions: readonly number[],
): WallDay[] {
  if (positions.length === 0) return days.map((date) => ({ date, minutes }));
  const many = days.length * minutes.length;
  const places = positions.map((position) => (position < 0 ? many + position : position - 1));
  const wanted = [...new Set(places)].filter((place) => place >= 0 && place < many).toSorted((a, b) => a - b);
  return wanted.map((place) => ({
    date: days[Math.floor(place / minutes.length)]!,
    minutes: [minutes[place % minutes.length]!],
  }));
}
