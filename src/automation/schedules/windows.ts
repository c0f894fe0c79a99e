import { dice, isoTime } from '#kernel';

import { occurrencesAfter } from './recurrence/index.ts';
import { type Schedule, type TimedSchedule, calendarOn, recurrenceOf } from './schedule.ts';

/** So late a time was not fired by a scheduler that was there: it was missed. */
const graceMilliseconds = 60_000;

/** A time of a schedule, and what is to be done about it. */
export interface Window {
  readonly due: number;
  /** Why there is to be no job; absent when there is. */
  readonly skipped?: string;
}

/** When a time is fired: later by the jitter, which is always the same for the same time. */
export function dueAt(
  { id, jitterSeconds }: Pick<Schedule, 'id' | 'jitterSeconds'>,
  window: number | undefined,
): number | undefined {
  if (window === undefined || jitterSeconds === 0) return window;
  return window + dice(`${id} ${window}`).below(jitterSeconds) * 1_000;
}

/** What has come of a schedule, and the first time that has not. */
export interface Windows {
  readonly windows: readonly Window[];
  readonly next: number | undefined;
}

/**
 * `windowsUntil` for many schedules: those that mean the same times, as those of one template do, are worked out once. What two of
 * them have in common is known by its being the same object, as it is when they were read together.
 */
export function windowsReader(now: number): (schedule: TimedSchedule, most: number) => Windows {
  const known = new Map<string, Windows>();
  const numbers = new Map<unknown, number>();
  const numberOf = (value: unknown): number => {
    const number = numbers.get(value) ?? numbers.size;
    numbers.set(value, number);
    return number;
  };
  return (schedule, most) => {
    // Each has a jitter of its own.
    if (schedule.jitterSeconds > 0) return windowsUntil(schedule, now, most);
    const { rule, startAt, expiresAt, timeZone, gap, overlap, exclusions, calendars, misfire, nextWindow } =
      schedule;
    const means = [rule, startAt, expiresAt, timeZone, gap, overlap, exclusions, misfire, nextWindow];
    const key = [...means, ...(calendars.length > 0 ? [calendars] : [])].map(numberOf).join(' ');
    const same = known.get(key);
    if (same !== undefined && same.windows.length < most) return same;
    const read = windowsUntil(schedule, now, most);
    if (read.windows.length < most) known.set(key, read);
    return read;
  };
}

/**
 * What has come of a schedule since its `nextWindow`, at most so many times, and the first that has not. Missed times are made up
 * for as its `misfire` says: all of them, the last of them, or none.
 */
export function windowsUntil(schedule: TimedSchedule, now: number, most: number): Windows {
  const due: number[] = [];
  const isDue = (window: number | undefined): window is number =>
    window !== undefined && dueAt(schedule, window)! <= now;
  let window = schedule.nextWindow?.getTime();
  if (!isDue(window)) return { windows: [], next: window };
  const coming = occurrencesAfter(recurrenceOf(schedule), window);
  while (isDue(window) && due.length < most) {
    due.push(window);
    ({ value: window } = coming.next() as { value: number | undefined });
  }
  // Backwards: whether a missed time is made up for depends on those that follow, and what a calendar skips makes up for nothing.
  let anotherRuns = isDue(window);
  const windows = due.toReversed().map((each): Window => {
    const calendar = calendarOn(schedule, each);
    if (calendar !== undefined) return { due: each, skipped: `it is a day of the calendar '${calendar}'` };
    const skipped = reasonToSkip(schedule, each, anotherRuns, now);
    anotherRuns = true;
    return skipped === undefined ? { due: each } : { due: each, skipped };
  });
  return { windows: windows.reverse(), next: window };
}

function reasonToSkip(
  schedule: TimedSchedule,
  window: number,
  anotherRuns: boolean,
  now: number,
): string | undefined {
  const missed = now - dueAt(schedule, window)! > graceMilliseconds;
  if (!missed || schedule.misfire === 'all') return undefined;
  if (schedule.misfire === 'skip') return `it was missed, and found at ${isoTime(now)}`;
  return anotherRuns ? 'it was missed, and a later time is run instead' : undefined;
}
