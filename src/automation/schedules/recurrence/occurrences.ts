import type { Recurrence, WallRule } from './recurrence.ts';
import { readRule, isElapsed } from './rrule-parts.ts';
import { rruleDays } from './rrule.ts';
import { calendarRule } from './rules.ts';
import { momentsOf } from './wall-clock.ts';
import { readTime, zoned } from './zones.ts';

const minute = 60_000;

/** The moments of a recurrence after this one, ascending; it ends where there are no more. @throws for a rule that cannot be read */
export function* occurrencesAfter(recurrence: Recurrence, after: number): Generator<number> {
  const { zone, expiry = Infinity } = recurrence;
  const excluded = exclusionsOf(recurrence.exclusions);
  let from: number | undefined = after;
  while (from !== undefined) {
    let next: number | undefined;
    for (const moment of momentsAfter(recurrence, from)) {
      if (moment > expiry) return;
      const within = excluded.length === 0 ? undefined : exclusionOf(excluded, moment, zone);
      if (within !== undefined) {
        next = endOfExclusion(within, zone);
        break;
      }
      yield moment;
    }
    from = next;
  }
}

/** The next moment after this one, or undefined when there is none any more. */
export function nextAfter(recurrence: Recurrence, after: number): number | undefined {
  const { value } = occurrencesAfter(recurrence, after).next();
  return value === undefined ? undefined : value;
}

/** The next `many` of them. */
export function comingAfter(recurrence: Recurrence, after: number, many: number): number[] {
  return occurrencesAfter(recurrence, after).take(many).toArray();
}

function momentsAfter(recurrence: Recurrence, after: number): Iterable<number> {
  const { rule, start, zone } = recurrence;
  switch (rule.frequency) {
    case 'OneTime':
      return start > after ? [start] : [];
    case 'Minute':
      return elapsed(start, rule.interval * minute, after);
    case 'Hour':
      return elapsed(start, rule.interval * 60 * minute, after);
    case 'RRule':
      return ofRule(recurrence, rule.rrule, after);
    default: {
      const { date, at } = wallOf(start, zone);
      return onWall(recurrence, calendarRule(rule, date, at), after);
    }
  }
}

function* elapsed(start: number, step: number, after: number, count = Infinity): Generator<number> {
  let index = Math.max(0, Math.floor((after - start) / step) + 1);
  for (; index < count; index++) yield start + index * step;
}

function* ofRule(recurrence: Recurrence, text: string, after: number): Generator<number> {
  const { start, zone } = recurrence;
  const parts = readRule(text);
  const until = parts.until === undefined ? undefined : untilOf(parts.until, zone);
  if (!isElapsed(parts)) {
    const { date, at } = wallOf(start, zone);
    return yield* onWall(recurrence, rruleDays(parts, date, at, until), after);
  }
  const step = parts.interval * (parts.frequency === 'HOURLY' ? 60 : 1) * minute;
  for (const moment of elapsed(start, step, after, parts.count)) {
    if (until !== undefined && moment > until) return;
    yield moment;
  }
}

/** The moments at which the zone's clocks show the rule's days and times. */
function* onWall(recurrence: Recurrence, rule: WallRule, after: number): Generator<number> {
  const { start, zone } = recurrence;
  const policy =
    rule.everyHour === true ? ({ ...recurrence, gap: 'skip', overlap: 'twice' } as const) : recurrence;
  // What is counted is counted from the start; else two days before will do: a day may be missing, and be made up for.
  const begin = rule.count === undefined ? Math.max(after, start) : start;
  const first = zoned(begin, zone).toPlainDate().subtract({ days: 2 });
  let [last, counted] = [-Infinity, 0];
  for (const day of rule.from(first)) {
    if (rule.count === undefined && endOf(day.date, zone) <= after) continue;
    for (const moment of momentsOf(day, policy)) {
      if (moment < start || moment <= last) continue;
      if (rule.until !== undefined && moment > rule.until) return;
      if (rule.count !== undefined && ++counted > rule.count) return;
      last = moment;
      if (moment > after) yield moment;
    }
  }
}

/** A day that the zone leaves out is made up for at the beginning of the next: two days are enough. */
function endOf(date: Temporal.PlainDate, zone: string): number {
  return date.add({ days: 2 }).toZonedDateTime(zone).epochMilliseconds;
}

function wallOf(start: number, zone: string): { readonly date: Temporal.PlainDate; readonly at: number } {
  const wall = zoned(start, zone);
  return { date: wall.toPlainDate(), at: wall.hour * 60 + wall.minute };
}

function untilOf(text: string, zone: string): number {
  const [, year, month, day, hour = '23', minutes = '59', seconds = '59', utc = ''] =
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/.exec(text) ?? [];
  return readTime(`${year}-${month}-${day}T${hour}:${minutes}:${seconds}${utc}`, zone) ?? -Infinity;
}

interface Days {
  readonly first: string;
  readonly last: string;
}

/** ISO dates sort as texts do. */
function exclusionsOf(exclusions: readonly string[]): Days[] {
  return exclusions.map((text) => {
    const [first = '', last = first] = text.split('/');
    return { first, last };
  });
}

function exclusionOf(excluded: readonly Days[], moment: number, zone: string): Days | undefined {
  const date = zoned(moment, zone).toPlainDate().toString();
  return excluded.find(({ first, last }) => first <= date && date <= last);
}

/** The last moment of the days. */
function endOfExclusion({ last }: Days, zone: string): number {
  return Temporal.PlainDate.from(last).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds - 1;
}
