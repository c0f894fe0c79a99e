import { type Logger, monotonicNow } from '#kernel';
import { type Database, inTurnElsewhere } from '#store';

import type { Attempts } from '../attempts/attempts.ts';
import { type Rounds, createRounds } from '../rounds.ts';

export interface SilenceWatch extends Pick<Rounds, 'start' | 'stop'> {
  /** One look at once, as if somebody had listened all the time. */
  now(): Promise<void>;
}

const pause = 2_000;
/** Between two looks, while database and control plane are there. */
const longestPause = 6_000;
/** Whoever has it is the one. The number is arbitrary, and ours alone in this database. */
const silenceLock = 7_443_006;

/**
 * Gives jobs of workers that are silent for longer than their group allows to others. What a group allows less than the queue
 * does, its workers are told with each job, and end the attempt themselves before that.
 */
export function createSilenceWatch(options: {
  readonly db: Database;
  readonly takeBackSilent: Attempts['takeBackSilent'];
  readonly logger: Logger;
}): SilenceWatch {
  const { db, takeBackSilent, logger } = options;
  let heardSince = 0;
  let lookedAt = -Infinity;
  const look = async (heardFor: number): Promise<void> =>
    void (await inTurnElsewhere(db, silenceLock, () => takeBackSilent(heardFor / 1_000)));

  /** Before a pause that was too long, nobody here could hear them: they may have called all the time. */
  async function round(): Promise<void> {
    const now = monotonicNow();
    if (now - lookedAt > longestPause) heardSince = now;
    await look(now - heardSince);
    lookedAt = monotonicNow();
  }

  const { start, stop } = createRounds({
    round,
    pause,
    logger,
    failed: 'jobs of silent workers were not looked for, and are again',
  });
  return { start, stop, now: () => look(Infinity) };
}
