import type { MonthlyOccurrence } from './recurrence.ts';

/** Nobody plans further ahead: where a search has come this far there is nothing. */
const lastYear = 9_000;

/** Every `interval` days from `start` on, beginning where `from` is. */
export function* everyDay(
  start: Temporal.PlainDate,
  interval: number,
  from: Temporal.PlainDate,
): Generator<Temporal.PlainDate> {
  const past = Math.max(0, start.until(from).days);
  let date = start.add({ days: Math.floor(past / interval) * interval });
  for (; date.year < lastYear; date = date.add({ days: interval })) yield date;
}

/** First days of every `interval` weeks from that of `start` on. `weekStart`: 1 is Monday. */
export function everyWeek(
  start: Temporal.PlainDate,
  interval: number,
  from: Temporal.PlainDate,
  weekStart = 1,
): Generator<Temporal.PlainDate> {
  const first = start.subtract({ days: (start.dayOfWeek - weekStart + 7) % 7 });
  return everyDay(first, interval * 7, from);
}

/** Every `interval` months from that of `start` on. */
export function* everyMonth(
  start: Temporal.PlainDate,
  interval: number,
  from: Temporal.PlainDate,
): Generator<Temporal.PlainYearMonth> {
  const first = start.toPlainYearMonth();
  const past = Math.max(0, first.until(from.toPlainYearMonth(), { largestUnit: 'months' }).months);
  let month = first.add({ months: Math.floor(past / interval) * interval });
  for (; month.year < lastYear; month = month.add({ months: interval })) yield month;
}

/** Days of a month by their numbers; negative ones count from its end. Those that it lacks are left out. */
export function byNumber(month: Temporal.PlainYearMonth, numbers: readonly number[]): Temporal.PlainDate[] {
  return numbers
    .map((number) => (number < 0 ? month.daysInMonth + 1 + number : number))
    .filter((day) => day >= 1 && day <= month.daysInMonth)
    .map((day) => month.toPlainDate({ day }));
}

/** The nth such weekday of the month, -1 being the last; undefined when it has fewer. */
export function nthWeekday(
  month: Temporal.PlainYearMonth,
  { occurrence, weekDay }: MonthlyOccurrence,
): Temporal.PlainDate | undefined {
  const first = month.toPlainDate({ day: 1 });
  const day = 1 + ((weekDay - first.dayOfWeek + 7) % 7);
  const many = Math.floor((month.daysInMonth - day) / 7) + 1;
  const index = occurrence < 0 ? many + occurrence : occurrence - 1;
  return index < 0 || index >= many ? undefined : month.toPlainDate({ day: day + index * 7 });
}

/** Ascending, each day once. */
export function sorted(dates: readonly Temporal.PlainDate[]): Temporal.PlainDate[] {
  return dates
    .toSorted(Temporal.PlainDate.compare)
    .filter((date, at, all) => at === 0 || !date.equals(all[at - 1]!));
}
