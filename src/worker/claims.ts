import { type Logger, delay } from '#kernel';
import type {
  BuildClaim,
  ClaimRequest,
  EnvironmentClaim,
  ImportClaim,
  JobClaim,
  WorkerLink,
} from '#worker-link';

const longPoll = 30_000;
const pauseAfterFailure = 250;

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
  readonly kind: Kind;
  readonly prepare: () => Promise<Room>;
  readonly run: (claim: Work[Kind], room: Room) => void;
  /** The room was not needed after all. */
  readonly giveBack: (room: Room) => void;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { link, worker, kind, prepare, run, giveBack, logger, signal } = options;
  const request: ClaimRequest = { worker, kinds: [kind], waitMilliseconds: longPoll, heedsLease: true };
  while (!signal.aborted) {
    const room = await prepare().catch(() => undefined);
    if (room === undefined) continue;
    const claim = await next();
    if (claim === undefined) giveBack(room);
    else run(claim, room);
  }

  /** Asks until something comes: the room stays taken meanwhile. */
  async function next(): Promise<Work[Kind] | undefined> {
    while (!signal.aborted) {
      try {
        const claim = await link.claim(request, signal);
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
