import { isProblem, monotonicNow } from '#kernel';
import type { AttemptRef } from '#worker-link';

import type { RunContext } from './context.ts';

export interface KeepAliveOptions {
  readonly attempt: AttemptRef;
  /** What its claim says, where that is less than the context's. */
  readonly leaseSeconds?: number | undefined;
  readonly context: Pick<RunContext, 'link' | 'logger' | 'heartbeatMilliseconds' | 'leaseMilliseconds'>;
  readonly onStop: () => void;
  /** Every heartbeat says it again. */
  readonly onSuspend?: () => void;
  /** The attempt no longer counts, or nobody confirmed for so long that another may have begun. */
  readonly onLost: () => void;
  readonly peakMemory: () => number | undefined;
}

/**
 * After ten seconds without a heartbeat the queue gives the job to the next claimer (`queue`). Counted here from when the last
 * confirmed one was sent, so before the queue counts; the rest is the time that a process takes to die.
 */
export const leaseMilliseconds = 9_500;
/** The same of a worker of a group, whose network may break for minutes (`queue`, five minutes). */
export const groupLeaseMilliseconds = 299_500;

/** Ends before the control plane counts, by as much as the leases above. */
const margin = 500;

/** Keeps the lease of an attempt, and ends the attempt before another can begin beside it. */
export function keepAlive({ attempt, leaseSeconds = Infinity, context, ...handlers }: KeepAliveOptions): {
  end(): void;
  /** False once another attempt may have begun, as it may after this process was frozen: nothing may leave any more. */
  isCurrent(): boolean;
  /** As seen at the last heartbeat: of a process that is gone nothing can be read. */
  peakMemory(): number | undefined;
} {
  const { link, logger, heartbeatMilliseconds } = context;
  const { onStop, onSuspend, onLost, peakMemory } = handlers;
  const most = Math.min(context.leaseMilliseconds, leaseSeconds * 1_000 - margin);
  let confirmed = monotonicNow();
  let lease = setTimeout(onLost, most);
  let peak: number | undefined;
  let ended = false;
  let asking = false;

  async function beat(): Promise<void> {
    // One question is enough: the link asks it until it is answered.
    if (asking) return;
    asking = true;
    const asked = monotonicNow();
    peak = peakMemory() ?? peak;
    try {
      const { command } = await link.heartbeat(attempt);
      confirm(asked);
      if (command === 'stop') onStop();
      if (command === 'suspend') onSuspend?.();
    } catch (error) {
      if (isProblem(error, 'StaleAttempt')) return onLost();
      logger.warn('a heartbeat was not answered', { ...attempt, error });
    } finally {
      asking = false;
    }
  }

  function confirm(asked: number): void {
    if (asked < confirmed || ended) return;
    confirmed = asked;
    clearTimeout(lease);
    lease = setTimeout(onLost, Math.max(0, confirmed + most - monotonicNow()));
  }

  const timer = setInterval(() => void beat(), heartbeatMilliseconds);
  return {
    end() {
      ended = true;
      clearInterval(timer);
      clearTimeout(lease);
    },
    isCurrent: () => monotonicNow() - confirmed < most,
    peakMemory: () => peak,
  };
}
