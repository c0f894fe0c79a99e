import { isProblem, monotonicNow } from '#kernel';
import type { AttemptRef } from '#worker-link';

import type { RunContext } from './context.ts';

export interface KeepAliveOptions {
  readonly attempt: AttemptRef;
  /** What its claim says, where that is less than the context's. */
  readonly leaseSeconds?: number | undefined;
  /** By `monotonicNow`, where that is longer ago than now: somebody else kept it alive before. */
  readonly confirmedAt?: number | undefined;
  readonly context: Pick<RunContext, 'link' | 'logger' | 'heartbeatMilliseconds' | 'leaseMilliseconds'>;
  readonly onStop: () => void;
  /** Every heartbeat says it again. */
  readonly onSuspend?: () => void;
  /** Nothing of it leaves but by calls that ask `mayCall`: an attempt that nobody confirms is held, not ended. */
  readonly canHold?: boolean;
  /** The attempt no longer counts, or nobody confirmed for so long that it is given up. */
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

/** A control plane that is away for longer is not waited for. */
export const longestHoldMilliseconds = 300_000;

/**
 * Keeps the lease of an attempt. Before another can begin beside it, this one is held, so that nothing of it leaves until the control
 * plane says whether it still counts; where that cannot be, it is ended (docs/decisions/0019).
 */
export function keepAlive({
  attempt,
  leaseSeconds = Infinity,
  confirmedAt = monotonicNow(),
  context,
  canHold = false,
  ...handlers
}: KeepAliveOptions): {
  end(): void;
  /**
   * False once another attempt may have begun, as it may after this process was frozen: nothing may leave any more. Where the attempt
   * is held it is not known yet, and is waited for.
   */
  mayCall(): boolean | Promise<boolean>;
  /** When the last heartbeat was sent that was answered. */
  confirmedAt(): number;
  /** As seen at the last heartbeat: of a process that is gone nothing can be read. */
  peakMemory(): number | undefined;
} {
  const { link, logger, heartbeatMilliseconds } = context;
  const { onStop, onSuspend, onLost, peakMemory } = handlers;
  const most = Math.min(context.leaseMilliseconds, leaseSeconds * 1_000 - margin);
  let confirmed = confirmedAt;
  let lease = setTimeout(runOut, Math.max(0, confirmed + most - monotonicNow()));
  let held: PromiseWithResolvers<boolean> | undefined;
  let peak: number | undefined;
  let over = false;
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
      if (isProblem(error, 'StaleAttempt')) return lose();
      logger.warn('a heartbeat was not answered', { ...attempt, error });
    } finally {
      asking = false;
    }
    // It was asked before an outage and answered after it: that says nothing of now.
    if (confirmed === asked && !over && !isCurrent()) void beat();
  }

  function confirm(asked: number): void {
    if (asked < confirmed || over) return;
    confirmed = asked;
    clearTimeout(lease);
    lease = setTimeout(runOut, Math.max(0, confirmed + most - monotonicNow()));
    if (isCurrent()) release(true);
  }

  function isCurrent(): boolean {
    return !over && monotonicNow() - confirmed < most;
  }

  function release(mayGoOn: boolean): void {
    held?.resolve(mayGoOn);
    held = undefined;
  }

  function runOut(): void {
    if (!canHold) return lose();
    logger.warn('nobody confirms that the attempt counts: what it calls waits', attempt);
    lease = setTimeout(lose, longestHoldMilliseconds);
  }

  function lose(): void {
    if (over) return;
    end();
    onLost();
  }

  function end(): void {
    over = true;
    release(false);
    clearInterval(timer);
    clearTimeout(lease);
  }

  const timer = setInterval(() => void beat(), heartbeatMilliseconds);
  if (!isCurrent()) void beat();
  return {
    end,
    mayCall() {
      if (over || !canHold || isCurrent()) return isCurrent();
      held ??= Promise.withResolvers();
      return held.promise;
    },
    confirmedAt: () => confirmed,
    peakMemory: () => peak,
  };
}
