import { type Logger, TenantryError, delay, problem } from '#kernel';
import type { AttemptRef } from '#worker-link';

/** Writes of one attempt. They outlast a control plane that is away, and end for good once the attempt no longer counts. */
export interface AttemptWrites {
  /**
   * Repeats the call until the control plane has answered it.
   * @throws whatever the control plane refused it with; `StaleAttempt` after `onStale` was called
   */
  persist<T>(call: () => Promise<T>): Promise<T>;
  /** From now on every write is refused here. */
  close(): void;
}

const shortestPause = 50;
const longestPause = 1_000;

export function createAttemptWrites(attempt: AttemptRef, logger: Logger, onStale: () => void): AttemptWrites {
  const closing = new AbortController();
  const stale = () => problem('StaleAttempt', { job: attempt.jobId, number: attempt.number });

  return {
    async persist(call) {
      for (let pause = shortestPause; ; pause = Math.min(pause * 2, longestPause)) {
        if (closing.signal.aborted) throw stale();
        try {
          return await call();
        } catch (error) {
          if (error instanceof TenantryError && error.code === 'StaleAttempt') {
            closing.abort();
            onStale();
          }
          if (error instanceof TenantryError && error.status < 500) throw error;
          logger.warn('the control plane did not answer; trying again', { ...attempt, error });
        }
        await delay(pause, closing.signal);
      }
    },
    close: () => closing.abort(),
  };
}
