export { type CalendarDays, type DayRule, checkDayRule, isOnDays } from './calendar-days.ts';
export { parseCron } from './cron.ts';
export { comingAfter, nextAfter, occurrencesAfter } from './occurrences.ts';
export type { MonthlyOccurrence, Recurrence, Rule } from './recurrence.ts';
export { isDays } from './written-days.ts';
export { readRule } from './rrule-parts.ts';
export { describeRecurrence } from './text.ts';
export { findZone, localIso, offsetMinutes, readTime } from './zones.ts';
