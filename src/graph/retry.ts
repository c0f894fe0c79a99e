import { parseIsoTime, systemClock } from '#kernel';

/** Microsoft's advice: wait what Retry-After says; without it, longer and longer with some chance in it. */
export interface RetryPolicy {
  /** Tries after the first. */
  readonly most: number;
  readonly firstMilliseconds: number;
  readonly longestMilliseconds: number;
}

export const usualRetries: RetryPolicy = { most: 8, firstMilliseconds: 1_000, longestMilliseconds: 120_000 };

const transient = new Set([429, 503, 504]);
const repeatable = new Set(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE']);

/** How long to wait before the next try, or undefined when there is none. `chance` is from 0 to 1. */
export function waitBefore(
  policy: RetryPolicy,
  call: {
    readonly method: string;
    readonly status: number;
    readonly retryAfter: string | null;
    readonly tries: number;
  },
  chance: number,
): number | undefined {
  if (!transient.has(call.status) || call.tries > policy.most) return undefined;
  const told = retryAfter(call.retryAfter);
  // A POST that got no word of when to come back may have been carried out: repeating it is the caller's decision.
  if (!repeatable.has(call.method) && (call.status === 504 || told === undefined)) return undefined;
  if (told !== undefined) return told;
  const wait = Math.min(policy.firstMilliseconds * 2 ** (call.tries - 1), policy.longestMilliseconds);
  return wait * (0.5 + chance / 2);
}

/** Seconds, whole or not, or a date: in milliseconds. */
export function retryAfter(header: string | null): number | undefined {
  if (header === null || header.trim() === '') return undefined;
  const seconds = Number(header);
  if (!Number.isNaN(seconds)) return Math.max(0, seconds * 1_000);
  const date = parseIsoTime(header);
  return date === undefined ? undefined : Math.max(0, date - systemClock.now());
}
