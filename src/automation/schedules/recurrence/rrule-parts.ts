import { problem } from '#kernel';

/** A rule of RFC 5545, 3.3.10, read. Weekdays count from Monday, 1. */
export interface RuleParts {
  readonly frequency: 'MINUTELY' | 'HOURLY' | 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  readonly interval: number;
  readonly count?: number;
  /** As it is written: `20301231T230000Z`. */
  readonly until?: string;
  readonly byDay: readonly { readonly weekDay: number; readonly occurrence?: number }[];
  readonly byMonthDay: readonly number[];
  readonly byMonth: readonly number[];
  readonly byHour: readonly number[];
  readonly byMinute: readonly number[];
  readonly bySetPosition: readonly number[];
  readonly weekStart: number;
}

const frequencies = ['MINUTELY', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
/** A count is counted from the start each time. */
const greatestCount = 10_000;

/** @throws RecurrenceRuleInvalid, naming the part */
export function readRule(text: string): RuleParts {
  const refuse = (detail: string): Error => problem('RecurrenceRuleInvalid', { rule: text, detail });
  const given = new Map<string, string>();
  for (const part of text
    .trim()
    .replace(/^RRULE:/i, '')
    .toUpperCase()
    .split(';')) {
    const [, name = '', value = ''] = /^([A-Z]+)=(.+)$/.exec(part) ?? [];
    if (name === '') throw refuse(`'${part}' is no part`);
    if (given.has(name)) throw refuse(`${name} stands there twice`);
    given.set(name, value);
  }
  const take = (name: string): string | undefined => {
    const value = given.get(name);
    given.delete(name);
    return value;
  };
  const numbers = (name: string, least: number, most: number, negative = false): number[] =>
    (take(name)?.split(',') ?? []).map((item) => {
      const value = /^[+-]?\d+$/.test(item) ? Number(item) : NaN;
      const size = negative ? Math.abs(value) : value;
      if (!(size >= least && size <= most))
        throw refuse(`${name}: '${item}' is not from ${least} to ${most}`);
      return value;
    });

  const wanted = take('FREQ');
  const frequency = frequencies.find((each) => each === wanted);
  if (frequency === undefined) throw refuse(`FREQ is one of ${frequencies.join(', ')}`);
  const weekStart = weekdays.indexOf(take('WKST') ?? 'MO') + 1;
  if (weekStart === 0) throw refuse('WKST is a weekday, MO for instance');
  const byDay = (take('BYDAY')?.split(',') ?? []).map((item) => {
    const [, occurrence, day = ''] = /^([+-]?[1-9]\d?)?(MO|TU|WE|TH|FR|SA|SU)$/.exec(item) ?? [];
    if (day === '') throw refuse(`BYDAY: '${item}' is no weekday`);
    if (occurrence !== undefined && frequency !== 'MONTHLY' && frequency !== 'YEARLY')
      throw refuse(`BYDAY: '${item}' counts in a month or a year only`);
    const weekDay = weekdays.indexOf(day) + 1;
    return occurrence === undefined ? { weekDay } : { weekDay, occurrence: Number(occurrence) };
  });
  const [count] = numbers('COUNT', 1, greatestCount);
  const until = take('UNTIL');
  if (until !== undefined && !/^\d{8}(T\d{6}Z?)?$/.test(until)) throw refuse(`UNTIL: '${until}' is no time`);
  const parts = {
    frequency,
    interval: numbers('INTERVAL', 1, 9_999)[0] ?? 1,
    ...(count !== undefined && { count }),
    ...(until !== undefined && { until }),
    byDay,
    byMonthDay: numbers('BYMONTHDAY', 1, 31, true),
    byMonth: numbers('BYMONTH', 1, 12),
    byHour: numbers('BYHOUR', 0, 23).toSorted((a, b) => a - b),
    byMinute: numbers('BYMINUTE', 0, 59).toSorted((a, b) => a - b),
    bySetPosition: numbers('BYSETPOS', 1, 366, true),
    weekStart,
  };
  const [rest] = given.keys();
  if (rest !== undefined) throw refuse(`${rest} is not supported`);
  if (count !== undefined && until !== undefined) throw refuse('COUNT and UNTIL exclude each other');
  if (frequency === 'WEEKLY' && parts.byMonthDay.length > 0)
    throw refuse('BYMONTHDAY has no meaning in a week');
  const limited = [byDay, parts.byMonthDay, parts.byMonth, parts.byHour, parts.byMinute, parts.bySetPosition];
  if (isElapsed(parts) && limited.some((part) => part.length > 0))
    throw refuse(`${frequency} takes only INTERVAL, COUNT and UNTIL`);
  return parts;
}

/** Minutes and hours that pass, as opposed to times of days. */
export function isElapsed({ frequency }: Pick<RuleParts, 'frequency'>): boolean {
  return frequency === 'MINUTELY' || frequency === 'HOURLY';
}
