import { isElapsed, readRule } from './rrule-parts.ts';
import { rruleDays } from './rrule.ts';
import { zoned } from './zones.ts';

/** Days that come again: the first of them, and a rule of RFC 5545 in days, weeks, months or years. */
export interface DayRule {
  /** `2026-05-01` */
  readonly start: string;
  readonly rrule: string;
  /** How many days each time takes. */
  readonly length: number;
}

/** Days, as they are written and as they come again. */
export interface CalendarDays {
  /** `2026-12-25`, or `2026-12-24/2027-01-02` with both ends. */
  readonly days: readonly string[];
  readonly rules: readonly DayRule[];
}

/** Whether the zone's clocks show one of the days at this moment. */
export function isOnDays(calendar: CalendarDays, moment: number, zone: string): boolean {
  const date = zoned(moment, zone).toPlainDate();
  const text = date.toString();
  // ISO dates sort as texts do.
  const written = calendar.days.some((days) => {
    const [first = '', last = first] = days.split('/');
    return first <= text && text <= last;
  });
  return written || calendar.rules.some((rule) => comesOn(rule, date));
}

function comesOn({ start, rrule, length }: DayRule, date: Temporal.PlainDate): boolean {
  const first = Temporal.PlainDate.from(start);
  // A time that takes several days may have begun before.
  const earliest = date.subtract({ days: length - 1 });
  if (Temporal.PlainDate.compare(date, first) < 0) return false;
  const parts = readRule(rrule);
  const rule = rruleDays(parts, first, 0, undefined);
  const until = parts.until === undefined ? undefined : untilOf(parts.until);
  let counted = 0;
  for (const day of rule.from(parts.count === undefined ? earliest : first)) {
    if (Temporal.PlainDate.compare(day.date, first) < 0) continue;
    counted += 1;
    if (parts.count !== undefined && counted > parts.count) return false;
    if (until !== undefined && Temporal.PlainDate.compare(day.date, until) > 0) return false;
    if (Temporal.PlainDate.compare(day.date, date) > 0) return false;
    if (Temporal.PlainDate.compare(day.date, earliest) >= 0) return true;
  }
  return false;
}

/** Days are those of whoever asks: of the end its day counts. */
function untilOf(text: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`);
}

/** @throws RecurrenceRuleInvalid, and for a rule of minutes or hours */
export function checkDayRule(rrule: string): boolean {
  return !isElapsed(readRule(rrule));
}
