import type { Clock } from '#kernel';

/** Lets so many through within a minute, for each of those who come. What it forgets first was not seen for the longest time. */
export interface Rates {
  /** Counts one, and says whether it may. */
  take(key: string, perMinute: number): boolean;
  /** Whether one more would be let through; counts nothing. */
  has(key: string, perMinute: number): boolean;
}

const minute = 60_000;

export function createRates(clock: Clock, most = 10_000): Rates {
  const buckets = new Map<string, { left: number; readonly since: number }>();

  function bucketOf(key: string, perMinute: number): { left: number; readonly since: number } {
    const now = clock.now();
    const known = buckets.get(key);
    buckets.delete(key);
    const earned = known === undefined ? perMinute : (Math.max(0, now - known.since) / minute) * perMinute;
    const bucket = { left: Math.min(perMinute, (known?.left ?? 0) + earned), since: now };
    buckets.set(key, bucket);
    if (buckets.size > most) buckets.delete(buckets.keys().next().value!);
    return bucket;
  }

  return {
    take(key, perMinute) {
      const bucket = bucketOf(key, perMinute);
      if (bucket.left < 1) return false;
      bucket.left -= 1;
      return true;
    },
    has: (key, perMinute) => bucketOf(key, perMinute).left >= 1,
  };
}
