import type { Logger } from '#kernel';
import { type Database, inTurnElsewhere } from '#store';

import type { Attempts } from '../attempts/attempts.ts';
import { type Rounds, createRounds } from '../rounds.ts';

export interface SilenceWatch extends Pick<Rounds, 'start' | 'stop'> {
  /** One round, for those who cannot wait. */
  now(): Promise<void>;
}

const pause = 2_000;
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
  const now = async (): Promise<void> => void (await inTurnElsewhere(db, silenceLock, takeBackSilent));
  const { start, stop } = createRounds({
    round: now,
    pause,
    logger,
    failed: 'jobs of silent workers were not looked for, and are again',
  });
  return { start, stop, now };
}
