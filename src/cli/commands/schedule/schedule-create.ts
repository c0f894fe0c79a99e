import { z } from 'zod';

import type { Schedule } from '#client';

import { defineCommand } from '../../command/definition.ts';
import { monthDayOf, occurrenceOf } from './days.ts';
import { scheduleName } from './schedule-name.ts';

export const scheduleCreate = defineCommand({
  summary: 'Creates a schedule, or changes one.',
  details:
    'With Azure’s frequencies the start is at least five minutes ahead, and says the time of day. With --cron or --rrule no start is needed. Nothing runs before a runbook is linked to it.',
  arguments: z.object({ name: scheduleName }),
  options: z.object({
    frequency: z
      .enum(['OneTime', 'Minute', 'Hour', 'Day', 'Week', 'Month'])
      .optional()
      .meta({ description: 'how often', value: 'frequency' }),
    interval: z.coerce.number('it is a number').int('it is a whole number').optional().meta({
      description: 'of so many minutes, hours, days, weeks or months (default: 1)',
      value: 'number',
    }),
    start: z
      .string()
      .optional()
      .meta({ description: 'first time, 2027-01-29T22:00 for instance', value: 'time' }),
    expiry: z.string().optional().meta({ description: 'no time after this one', value: 'time' }),
    timeZone: z
      .string()
      .optional()
      .meta({ description: 'whose clocks count, by IANA’s or Windows’ name (default: UTC)', value: 'zone' }),
    weekDay: z
      .array(z.string())
      .default([])
      .meta({ description: 'for Week: a weekday; may be repeated', value: 'day' }),
    monthDay: z
      .array(z.string())
      .default([])
      .meta({ description: 'for Month: a day, or last; may be repeated', value: 'day' }),
    on: z.array(z.string()).default([]).meta({
      description: 'for Month: a weekday, "last Friday" for instance; may be repeated',
      value: 'weekday',
    }),
    cron: z
      .string()
      .optional()
      .meta({ description: 'five fields, instead of a frequency', value: 'expression' }),
    rrule: z
      .string()
      .optional()
      .meta({ description: 'a rule of RFC 5545, instead of a frequency', value: 'rule' }),
    gap: z
      .enum(['after', 'skip'])
      .optional()
      .meta({ description: 'a time that the clocks skip runs after it (default), or not', value: 'how' }),
    overlap: z
      .enum(['once', 'twice'])
      .optional()
      .meta({ description: 'a time that the clocks show twice runs once (default), or twice', value: 'how' }),
    misfire: z.enum(['once', 'all', 'skip']).optional().meta({
      description: 'of times missed in a downtime the last runs (default), or all, or none',
      value: 'how',
    }),
    jitter: z.coerce
      .number('it is a number')
      .optional()
      .meta({ description: 'start up to so much later', value: 'seconds' }),
    exclude: z.array(z.string()).default([]).meta({
      description: 'a day or days without it, 2026-12-24/2027-01-02; may be repeated',
      value: 'days',
    }),
    calendar: z.array(z.string()).default([]).meta({
      description: 'a calendar on whose days it does not run; may be repeated',
      value: 'name',
    }),
    description: z.string().optional().meta({ description: 'what it is for', value: 'text' }),
  }),
  examples: [
    [
      'tenantry schedule create month-end --frequency Month --on "last Friday" --start 2027-01-29T22:00 --time-zone Europe/Berlin',
      'the last Friday of each month, at ten in the evening',
    ],
    ['tenantry schedule create often --cron "*/5 * * * *"', 'every five minutes, from now on'],
    [
      'tenantry schedule create leaver --frequency OneTime --start 2027-02-26T18:00 --time-zone America/New_York',
      'once, in the time zone of the person who leaves',
    ],
  ],
  async run(context, { arguments: { name }, options }) {
    const { start, expiry, weekDay, monthDay, on, gap, overlap, jitter, exclude, calendar, ...rest } =
      options;
    const request = {
      ...given(rest),
      ...given({ startTime: start, expiryTime: expiry, jitterSeconds: jitter }),
      ...(weekDay.length + monthDay.length + on.length > 0 && {
        advancedSchedule: {
          weekDays: weekDay,
          monthDays: monthDay.map(monthDayOf),
          monthlyOccurrences: on.map(occurrenceOf),
        },
      }),
      ...((gap !== undefined || overlap !== undefined) && { daylightSaving: given({ gap, overlap }) }),
      ...(exclude.length > 0 && { exclusions: exclude }),
      ...(calendar.length > 0 && { calendars: calendar }),
    };
    const { client } = await context.connect();
    const schedule = await client.schedules.put(name, request);
    context.print(schedule, () => inWords(schedule));
  },
});

/** Without what was not given: the API tells null from absent. */
function given<Values extends object>(
  values: Values,
): { [Name in keyof Values]?: Exclude<Values[Name], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Values]?: Exclude<Values[Name], undefined>;
  };
}

/** `month-end: last Friday of each month, 22:00 Europe/Berlin; next 2027-01-29T22:00:00+01:00`. */
export function inWords({ name, text, nextRun, isEnabled }: Schedule): string {
  const next = !isEnabled ? 'disabled' : nextRun === null ? 'no further run' : `next ${nextRun}`;
  return `${name}: ${text ?? ''}; ${next}`;
}
