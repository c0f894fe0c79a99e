import { problem } from '#kernel';

import { findZone, localIso, readTime } from '../schedules/recurrence/index.ts';

/** When a job begins, where that is not at once, and the zone whose clocks its creator went by. */
export interface Later {
  readonly notBefore: Date;
  readonly timeZone: string;
}

const longestDays = 3_653;

/**
 * @param time ISO 8601; without an offset a time of the zone, which is UTC when there is none
 * @throws TimeZoneUnknown, JobTimeInvalid
 */
export function readLater(time: string, timeZone: string | undefined, now: number): Later {
  const named = timeZone === undefined || timeZone === '' ? 'UTC' : timeZone;
  const zone = findZone(named);
  if (zone === undefined) throw problem('TimeZoneUnknown', { zone: named });
  const read = readTime(time, zone);
  if (read === undefined) throw problem('JobTimeInvalid', { time, detail: 'is no time' });
  if (read <= now) throw problem('JobTimeInvalid', { time, detail: 'has passed' });
  if (read > now + longestDays * 86_400_000)
    throw problem('JobTimeInvalid', { time, detail: 'is more than ten years away' });
  return { notBefore: new Date(read), timeZone: named };
}

/** As the clocks of its zone show it: `2026-12-04T18:00:00+01:00`; null for a job that is not for later. */
export function shownLater({
  notBefore,
  timeZone,
}: {
  readonly [Part in keyof Later]: Later[Part] | null;
}): string | null {
  return notBefore && localIso(notBefore.getTime(), findZone(timeZone ?? 'UTC') ?? 'UTC');
}
