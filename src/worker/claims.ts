import { type Logger, delay, monotonicNow } from '#kernel';
import type {
  BuildClaim,
  ClaimRequest,
  EnvironmentClaim,
  ImportClaim,
  JobClaim,
  WorkerFacts,
  WorkerLink,
} from '#worker-link';

const longPoll = 30_000;
const pauseAfterFailure = 250;
const sayAgain = 60_000;

/** What is asked for, and what may come. */
interface Work {
  readonly job: JobClaim;
  readonly build: BuildClaim | ImportClaim | EnvironmentClaim;
}

/**
 * Asks for work of one kind until the signal is aborted, with one question always open. `prepare` resolves when there is
 * room for another piece of work; what it returns goes with the claim.
 */
export async function claimLoop<Kind extends keyof Work, Room>(options: {
  readonly link: WorkerLink;
  readonly worker: string;
  readonly runsAs?: string | undefined;
  readonly runsAsAny?: boolean | undefined;
  readonly kind: Kind;
  readonly prepare: () => Promise<Room>;
  /** What the worker says of itself: with the first question, and again now and then. */
  readonly facts?: WorkerFacts;
  readonly run: (claim: Work[Kind], room: Room) => void;
  /** The room was not needed after all. */
  readonly giveBack: (room: Room) => void;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { link, worker, runsAs, runsAsAny, kind, facts, prepare, run, giveBack, logger, signal } = options;
  const asked = { worker, kinds: [kind], waitMilliseconds: longPoll, heedsLease: true as const };
  const request: ClaimRequest = {
    ...asked,
    ...(runsAs !== undefined && { runsAs }),
    ...(runsAsAny === true && { runsAsAny }),
  };
  let saidAt = Number.NEGATIVE_INFINITY;
  while (!signal.aborted) {
    const room = await prepare().catch(() => undefined);
    if (room === undefined) continue;
    const claim = await next();
    if (claim === undefined) giveBack(room);
    else run(claim, room);
  }

  /** A database that was restored, or a control plane that could not write it down, hears it soon. */
  function said(): ClaimRequest {
    if (facts === undefined || monotonicNow() - saidAt < sayAgain) return request;
    saidAt = monotonicNow();
    return { ...request, facts };
  }

  /** Asks until something comes: the room stays taken meanwhile. */
  async function next(): Promise<Work[Kind] | undefined> {
    while (!signal.aborted) {
      try {
        const claim = await link.claim(said(), signal);
        if (claim !== undefined) return claim as Work[Kind];
      } catch (error) {
        if (signal.aborted) return undefined;
        logger.warn('asking for work failed', { kind, error });
        await delay(pauseAfterFailure, signal);
      }
    }
    return undefined;
  }
}
