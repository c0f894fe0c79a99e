import type { Clock } from '#kernel';

/** Lets so many through within a minute, for each of those who come. What it forgets first was not seen for the longest time. */
export interface Rates {
  /** Counts one, and says whether it may. */
  take(key: string, perMinute: number): boolean;
  /** Whether one more would be let through; counts nothing, and remembers nobody who is not. */
  has(key: string, perMinute: number): boolean;
}

const minute = 60_000;

export function createRates(clock: Clock, most = 10_000): Rates {
  const buckets = new Map<string, { readonly left: number; readonly since: number }>();

  function leftOf(key: string, perMinute: number, now: number): number {
    const known = buckets.get(key);
    if (known === undefined) return perMinute;
    return Math.min(perMinute, known.left + (Math.max(0, now - known.since) / minute) * perMinute);
  }

  /** Whoever came last is forgotten last: also one who only comes to be refused. */
  function remember(key: string, bucket: { readonly left: number; readonly since: number }): void {
    buckets.delete(key);
    buckets.set(key, bucket);
    if (buckets.size > most) buckets.delete(buckets.keys().next().value!);
  }

  return {
    take(key, perMinute) {
      const now = clock.now();
      const left = leftOf(key, perMinute, now);
      remember(key, { left: left < 1 ? left : left - 1, since: now });
      return left >= 1;
    },
    has(key, perMinute) {
      const known = buckets.get(key);
      if (known !== undefined) remember(key, known);
      return leftOf(key, perMinute, clock.now()) >= 1;
    },
  };
}
