import { problem } from '#kernel';

import {
  type Recurrence,
  type Rule,
  findZone,
  isDays,
  parseCron,
  readRule,
  readTime,
} from './recurrence/index.ts';
import type { Misfire, Schedule, ScheduleTiming } from './schedule.ts';

/** As clients write a schedule; times as ISO 8601, those without an offset being the zone's own. */
export interface ScheduleInput {
  readonly description?: string | undefined;
  readonly startTime?: string | undefined;
  readonly expiryTime?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly frequency?: string | undefined;
  readonly interval?: number | undefined;
  readonly advancedSchedule?: AdvancedSchedule | undefined;
  readonly cron?: string | undefined;
  readonly rrule?: string | undefined;
  readonly gap?: Recurrence['gap'] | undefined;
  readonly overlap?: Recurrence['overlap'] | undefined;
  readonly misfire?: Misfire | undefined;
  readonly jitterSeconds?: number | undefined;
  readonly exclusions?: readonly string[] | undefined;
  /** Names of calendars on whose days it does not run. */
  readonly calendars?: readonly string[] | undefined;
}

export interface AdvancedSchedule {
  readonly weekDays: readonly string[];
  readonly monthDays: readonly number[];
  readonly monthlyOccurrences: readonly { readonly occurrence: number; readonly day: string }[];
}

export interface ScheduleLimits {
  /** Azure wants the first start so far ahead. */
  readonly leastLeadMinutes: number;
  /** Azure's least interval of minutes. */
  readonly leastMinutes: number;
}

export const defaultScheduleLimits: ScheduleLimits = { leastLeadMinutes: 5, leastMinutes: 15 };

/** What a client decides about a schedule, checked. */
export type ScheduleValues = ScheduleTiming & { readonly description: string | null };

const minute = 60_000;
const frequencies = ['OneTime', 'Minute', 'Hour', 'Day', 'Week', 'Month'] as const;
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const greatestInterval = 999;
const greatestJitterSeconds = 24 * 60 * 60;
const mostExclusions = 1_000;
const mostCalendars = 20;
/** Azure's own way to say that a schedule has no end. */
const farAway = Date.UTC(9999, 0, 1);

/**
 * @param known of the schedule that is changed: a start that stays as it is may lie in the past
 * @throws ScheduleInvalid, ScheduleStartTooSoon, TimeZoneUnknown, CronInvalid, RecurrenceRuleInvalid
 */
export function readSchedule(
  input: ScheduleInput,
  {
    now,
    known,
    limits,
  }: { readonly now: number; readonly known?: Schedule | undefined; readonly limits: ScheduleLimits },
): ScheduleValues {
  const timeZone = input.timeZone === undefined || input.timeZone === '' ? 'UTC' : input.timeZone;
  const zone = findZone(timeZone);
  if (zone === undefined) throw problem('TimeZoneUnknown', { zone: timeZone });
  const rule = readFrequency(input, limits);
  const start = readStart(input, zone, rule, { now, known, limits });
  const expiry =
    input.expiryTime === undefined || input.expiryTime === ''
      ? undefined
      : timeIn('expiryTime', input.expiryTime, zone);
  const ends = expiry !== undefined && expiry < farAway;
  if (ends && expiry <= start) throw invalid('expiryTime is not after startTime');
  const { jitterSeconds = 0, exclusions = [] } = input;
  if (!Number.isInteger(jitterSeconds) || jitterSeconds < 0 || jitterSeconds > greatestJitterSeconds)
    throw invalid(`jitterSeconds is a whole number from 0 to ${greatestJitterSeconds}`);
  if (exclusions.length > mostExclusions) throw invalid(`there are at most ${mostExclusions} exclusions`);
  const wrong = exclusions.find((days) => !isDays(days));
  if (wrong !== undefined)
    throw invalid(`exclusions: '${wrong}' is neither 2026-12-25 nor 2026-12-24/2027-01-02`);
  if ((input.calendars ?? []).length > mostCalendars)
    throw invalid(`there are at most ${mostCalendars} calendars`);
  return {
    description: input.description ?? null,
    startAt: new Date(start),
    expiresAt: ends ? new Date(expiry) : null,
    timeZone,
    rule,
    gap: input.gap ?? 'after',
    overlap: input.overlap ?? 'once',
    misfire: input.misfire ?? 'once',
    jitterSeconds,
    exclusions,
  };
}

function invalid(detail: string): Error {
  return problem('ScheduleInvalid', { detail });
}

/** Whole minutes, as Azure keeps them. */
function timeIn(field: string, text: string, zone: string): number {
  const time = readTime(text, zone);
  if (time === undefined)
    throw invalid(`${field} '${text}' is no time; write 2027-01-31T22:00:00+01:00 for instance`);
  return Math.floor(time / minute) * minute;
}

function readStart(
  { startTime }: ScheduleInput,
  zone: string,
  { frequency }: Rule,
  {
    now,
    known,
    limits,
  }: { readonly now: number; readonly known?: Schedule | undefined; readonly limits: ScheduleLimits },
): number {
  const isOurs = frequency === 'Cron' || frequency === 'RRule';
  if (startTime === undefined || startTime === '') {
    if (!isOurs) throw invalid('startTime is missing');
    return known?.startAt.getTime() ?? Math.floor(now / minute) * minute;
  }
  const start = timeIn('startTime', startTime, zone);
  if (isOurs || start === known?.startAt.getTime()) return start;
  if (start < Math.floor(now / minute) * minute + limits.leastLeadMinutes * minute)
    throw problem('ScheduleStartTooSoon', { minutes: limits.leastLeadMinutes });
  return start;
}

function readFrequency(input: ScheduleInput, limits: ScheduleLimits): Rule {
  const { cron, rrule, interval = 1, frequency: wanted } = input;
  if (cron !== undefined || rrule !== undefined) return readOurs(input);
  const frequency = frequencies.find((each) => each.toLowerCase() === wanted?.toLowerCase());
  if (frequency === undefined) throw invalid(`frequency is one of ${frequencies.join(', ')}`);
  const { weekDays = [], monthDays = [], monthlyOccurrences = [] } = input.advancedSchedule ?? {};
  if (weekDays.length > 0 && frequency !== 'Week') throw invalid('weekDays belong to the frequency Week');
  if (monthDays.length + monthlyOccurrences.length > 0 && frequency !== 'Month')
    throw invalid('monthDays and monthlyOccurrences belong to the frequency Month');
  if (frequency === 'OneTime') return { frequency };
  if (!Number.isInteger(interval) || interval < 1 || interval > greatestInterval)
    throw invalid(`interval is a whole number from 1 to ${greatestInterval}`);
  if (frequency === 'Minute' && interval < limits.leastMinutes)
    throw invalid(`interval is at least ${limits.leastMinutes} for the frequency Minute`);
  if (frequency === 'Week') return { frequency, interval, weekDays: weekDays.map(weekDayOf) };
  if (frequency !== 'Month') return { frequency, interval };
  for (const day of monthDays)
    if (!Number.isInteger(day) || day < -1 || day === 0 || day > 31)
      throw invalid(`'${day}' is no day of a month; write 1 to 31, or -1 for the last`);
  return {
    frequency,
    interval,
    monthDays,
    monthlyOccurrences: monthlyOccurrences.map(({ occurrence, day }) => {
      if (!Number.isInteger(occurrence) || occurrence < -1 || occurrence === 0 || occurrence > 5)
        throw invalid(`'${occurrence}' is no occurrence; write 1 to 5, or -1 for the last`);
      return { occurrence, weekDay: weekDayOf(day) };
    }),
  };
}

function readOurs({ cron, rrule, advancedSchedule, frequency }: ScheduleInput): Rule {
  const days = advancedSchedule ?? { weekDays: [], monthDays: [], monthlyOccurrences: [] };
  if (days.weekDays.length + days.monthDays.length + days.monthlyOccurrences.length > 0)
    throw invalid('cron and rrule say the days themselves, without an advancedSchedule');
  if (cron !== undefined && rrule !== undefined) throw invalid('cron and rrule exclude each other');
  const own = cron === undefined ? 'RRule' : 'Cron';
  if (frequency !== undefined && frequency.toLowerCase() !== own.toLowerCase())
    throw invalid(`its frequency is ${own}`);
  if (cron !== undefined) {
    parseCron(cron);
    return { frequency: 'Cron', cron: cron.trim() };
  }
  readRule(rrule ?? '');
  return { frequency: 'RRule', rrule: (rrule ?? '').trim() };
}

function weekDayOf(name: string): number {
  const at = weekdays.findIndex((each) => each.toLowerCase() === name.toLowerCase());
  if (at < 0) throw invalid(`'${name}' is no weekday`);
  return at + 1;
}

export function weekDayName(weekDay: number): string {
  return weekdays[weekDay - 1] ?? '';
}
