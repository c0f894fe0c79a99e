/** The one source of time. Rooms take a `Clock`; only this file reads the machine's. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that stands still until it is moved: for tests and rehearsals. */
export function manualClock(startsAt: number): Clock & { advance(milliseconds: number): void } {
  let now = startsAt;
  return {
    now: () => now,
    advance(milliseconds) {
      now += milliseconds;
    },
  };
}

let latest: readonly [milliseconds: number, text: string] = [0, '1970-01-01T00:00:00.000Z'];

/** `2026-11-24T10:17:06.123Z`. What is written down in the same millisecond shares its text. */
export function isoTime(milliseconds: number): string {
  if (latest[0] !== milliseconds) latest = [milliseconds, new Date(milliseconds).toISOString()];
  return latest[1];
}

/** Milliseconds of an ISO 8601 time, or undefined when the text is none. */
export function parseIsoTime(text: string): number | undefined {
  const milliseconds = Date.parse(text);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

/** Milliseconds on a clock that only goes forward: for durations, never for dates. */
export function monotonicNow(): number {
  return performance.now();
}

/** Resolves after the time, or at once when the signal is aborted. */
export function delay(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal?.addEventListener('abort', done, { once: true });
  });
}
