import type { Recurrence, WallDay } from './recurrence.ts';

type Policy = Pick<Recurrence, 'zone' | 'gap' | 'overlap'>;

const dayMilliseconds = 86_400_000;
const minuteMilliseconds = 60_000;

/** The moments at which the clocks of the zone show these times of that day, ascending, each once. */
export function momentsOf({ date, minutes }: WallDay, policy: Policy): number[] {
  const begin = date.toZonedDateTime(policy.zone);
  const end = date.add({ days: 1 }).toZonedDateTime(policy.zone);
  const length = end.epochMilliseconds - begin.epochMilliseconds;
  // Nearly every day: nothing moves the clocks in it, so that adding is enough.
  if (length === dayMilliseconds && begin.hour === 0 && begin.offsetNanoseconds === end.offsetNanoseconds)
    return minutes.map((minute) => begin.epochMilliseconds + minute * minuteMilliseconds);
  const moments = minutes.flatMap((minute) =>
    ofTime(date.toPlainDateTime({ hour: Math.floor(minute / 60), minute: minute % 60 }), policy),
  );
  return [...new Set(moments)].toSorted((a, b) => a - b);
}

function ofTime(time: Temporal.PlainDateTime, { zone, gap, overlap }: Policy): number[] {
  const first = time.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const second = time.toZonedDateTime(zone, { disambiguation: 'later' });
  if (first.epochMilliseconds === second.epochMilliseconds) return [first.epochMilliseconds];
  if (first.toPlainDateTime().equals(time))
    return overlap === 'twice'
      ? [first.epochMilliseconds, second.epochMilliseconds]
      : [first.epochMilliseconds];
  if (gap === 'skip') return [];
  const change = first.getTimeZoneTransition('next');
  return change === null ? [] : [change.epochMilliseconds];
}
