import { isProblem, monotonicNow } from '#kernel';
import type { AttemptRef } from '#worker-link';

import type { RunContext } from './context.ts';

export interface KeepAliveOptions {
  readonly attempt: AttemptRef;
  readonly context: Pick<RunContext, 'link' | 'logger' | 'heartbeatMilliseconds'>;
  readonly onStop: () => void;
  /** Every heartbeat says it again. */
  readonly onSuspend?: () => void;
  /** The attempt no longer counts, or nobody confirmed for so long that another may have begun. */
  readonly onLost: () => void;
  readonly peakMemory: () => number | undefined;
}

/** After this long without a heartbeat the queue gives the job to the next claimer (`queue`, ten seconds). */
const leaseMilliseconds = 10_000;

/** Keeps the lease of an attempt, and ends the attempt before another can begin beside it. */
export function keepAlive({ attempt, context, onStop, onSuspend, onLost, peakMemory }: KeepAliveOptions): {
  end(): void;
  /** As seen at the last heartbeat: of a process that is gone nothing can be read. */
  peakMemory(): number | undefined;
} {
  const { link, logger, heartbeatMilliseconds } = context;
  let confirmed = monotonicNow();
  let peak: number | undefined;

  async function beat(): Promise<void> {
    const asked = monotonicNow();
    peak = peakMemory() ?? peak;
    try {
      const { command } = await link.heartbeat(attempt);
      confirmed = Math.max(confirmed, asked);
      if (command === 'stop') onStop();
      if (command === 'suspend') onSuspend?.();
    } catch (error) {
      if (isProblem(error, 'StaleAttempt')) return onLost();
      logger.warn('a heartbeat was not answered', { ...attempt, error });
    }
  }

  const timer = setInterval(() => {
    if (monotonicNow() - confirmed > leaseMilliseconds) onLost();
    else void beat();
  }, heartbeatMilliseconds);
  return { end: () => clearInterval(timer), peakMemory: () => peak };
}
