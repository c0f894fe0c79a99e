import { isProblem, monotonicNow } from '#kernel';
import type { AttemptRef, JobClaim, JobEnd } from '#worker-link';

import type { Host } from '../hosts/host.ts';
import { createAttemptWrites } from './attempt-writes.ts';
import { countDeath } from './conclusion.ts';
import type { RunContext } from './context.ts';
import { keepAlive } from './keep-alive.ts';

/** A claimed job that has no host yet. It keeps its lease meanwhile, and can be stopped and given up like one that runs. */
export interface WaitingJob {
  readonly attempt: AttemptRef;
  stop(): void;
  abandon(): void;
  /** Never rejects. Undefined: the attempt came to its end, or does not count any more, without a host. */
  readonly host: Promise<Host | undefined>;
  /** When the attempt was last known to count: who goes on with it counts from then. */
  confirmedAt(): number;
}

/** What another attempt on this machine would come to as well. */
const hopeless: ReadonlySet<string> = new Set([
  'LanguageMissing',
  'UnsupportedRunbookType',
  'RunAsUserUnknown',
  'RunAsNotSafe',
  'RunAsOutOfReach',
]);

/** Waits for a host. A job whose language this worker does not have ends here, with what to install. */
export function awaitHost(
  { attempt, leaseSeconds }: Pick<JobClaim, 'attempt' | 'leaseSeconds'>,
  take: (signal: AbortSignal) => Promise<Host>,
  context: Pick<RunContext, 'link' | 'logger' | 'heartbeatMilliseconds' | 'leaseMilliseconds' | 'deaths'>,
): WaitingJob {
  const { link, logger, deaths } = context;
  const beganAt = monotonicNow();
  const over = new AbortController();
  let why: 'stopped' | 'abandoned' | undefined;

  const give = (reason: 'stopped' | 'abandoned'): void => {
    if (why === 'abandoned') return;
    why = reason;
    if (reason === 'abandoned') writes.close();
    over.abort();
  };
  const abandon = (): void => give('abandoned');
  const stop = (): void => give('stopped');
  const writes = createAttemptWrites(attempt, logger, abandon);
  const alive = keepAlive({
    attempt,
    leaseSeconds,
    context,
    onStop: stop,
    canHold: true,
    onLost: abandon,
    peakMemory: () => undefined,
  });

  const end = (status: JobEnd['status'], exception?: string): Promise<void> =>
    writes.persist(() =>
      link.end(attempt, {
        status,
        ...(exception === undefined ? {} : { exception }),
        durationMilliseconds: monotonicNow() - beganAt,
      }),
    );

  async function conclude(error: unknown): Promise<void> {
    if (why === 'abandoned') return;
    if (why === 'stopped') return end('Stopped');
    const advice = isProblem(error) ? error.advice : String(error);
    if (isProblem(error) && hopeless.has(error.code)) return end('Failed', advice);
    // Another worker may have hosts; but a job that finds none anywhere must not go round for ever.
    if (countDeath(attempt.jobId, deaths).last) return end('Failed', advice);
    await writes.persist(() => link.release(attempt, advice));
  }

  const host = take(over.signal)
    .then(async (taken) => {
      if (why === undefined) return taken;
      await taken.destroy();
      await conclude(undefined);
      return undefined;
    })
    .catch((error: unknown) =>
      conclude(error).catch((failure: unknown) =>
        logger.warn('a job without a host came to no end here', { ...attempt, error: failure }),
      ),
    )
    .finally(() => alive.end())
    .then((taken) => taken ?? undefined);
  return { attempt, stop, abandon, host, confirmedAt: alive.confirmedAt };
}
