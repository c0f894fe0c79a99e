import { cronRule } from './cron.ts';
import { byNumber, everyDay, everyMonth, everyWeek, nthWeekday, sorted } from './days.ts';
import type { Rule, WallRule } from './recurrence.ts';

type Calendar = Extract<Rule, { frequency: 'Day' | 'Week' | 'Month' | 'Cron' }>;

/** After so many empty months in a row a rule never comes again: the 29th of February is at most 96 of them away. */
const mostEmptyMonths = 1_200;

/** Rules that are days of a calendar. `at` is the time of day of the start, in minutes. */
export function calendarRule(rule: Calendar, start: Temporal.PlainDate, at: number): WallRule {
  if (rule.frequency === 'Cron') return cronRule(rule.cron, start);
  const minutes = [at];
  return {
    *from(date) {
      for (const each of daysOf(rule, start, date)) yield { date: each, minutes };
    },
  };
}

function* daysOf(
  rule: Exclude<Calendar, { frequency: 'Cron' }>,
  start: Temporal.PlainDate,
  from: Temporal.PlainDate,
): Generator<Temporal.PlainDate> {
  if (rule.frequency === 'Day') return yield* everyDay(start, rule.interval, from);
  if (rule.frequency === 'Week') {
    const weekDays = rule.weekDays.length > 0 ? rule.weekDays : [start.dayOfWeek];
    const ahead = [...new Set(weekDays)].toSorted((a, b) => a - b);
    for (const monday of everyWeek(start, rule.interval, from))
      for (const weekDay of ahead) yield monday.add({ days: weekDay - 1 });
    return;
  }
  const { monthDays, monthlyOccurrences, interval } = rule;
  const numbers = monthDays.length + monthlyOccurrences.length > 0 ? monthDays : [start.day];
  let empty = 0;
  for (const month of everyMonth(start, interval, from)) {
    const weekdays = monthlyOccurrences.flatMap((each) => nthWeekday(month, each) ?? []);
    const days = sorted([...byNumber(month, numbers), ...weekdays]);
    empty = days.length > 0 ? 0 : empty + 1;
    if (empty > mostEmptyMonths) return;
    yield* days;
  }
}
