import type { Logger } from '#kernel';
import type { Queue } from '#queue';
import { type Database, inTurnElsewhere, sql } from '#store';

import { letIn } from '../admission/letting-in.ts';
import { createRounds } from '../rounds.ts';
import { stopOverdue } from './overdue.ts';
import { purge } from './purge.ts';

/** What has to be done now and then, by one of the control planes on a database. */
export interface Housekeeping {
  start(): void;
  stop(): Promise<void>;
  /** One round of each duty, for those who cannot wait. */
  round(): Promise<void>;
}

const pause = 5_000;
const purgeEvery = 60_000;
/** Whoever has it is the one. The number is arbitrary, and ours alone in this database. */
const housekeeperLock = 7_443_002;

export function createHousekeeping(options: {
  readonly db: Database;
  readonly queue: Queue;
  readonly logger: Logger;
  /** Starts the synchronisations whose time has come. */
  readonly startDueSyncs?: () => Promise<void>;
}): Housekeeping {
  const { db, queue, logger, startDueSyncs = async () => {} } = options;

  /** What fails is tried again in the next round, and stops nothing else. */
  async function attempt(what: string, duty: () => Promise<unknown>): Promise<void> {
    await duty().catch((error: unknown) => logger.warn(`${what} failed, and is tried again`, { error }));
  }

  /** What was left held because two locks missed each other. Usually nothing. */
  async function letEveryoneIn(): Promise<void> {
    const accounts = await db.query<{ id: string }>(sql`
      select id from account a where exists (
        select 1 from job where account_id = a.id and held_because <> 'time' and ended_at is null)`);
    for (const { id } of accounts)
      await attempt(`letting held jobs of account ${id} in`, () =>
        db.transaction((tx) => letIn(tx, queue, id)),
      );
  }

  async function duties(round: number): Promise<void> {
    await inTurnElsewhere(db, housekeeperLock, async () => {
      await attempt('letting held jobs in', letEveryoneIn);
      await attempt('stopping overdue jobs', () => stopOverdue(db, queue, attempt));
      await attempt('starting due synchronisations', startDueSyncs);
      if (round % (purgeEvery / pause) === 0)
        await attempt('deleting old jobs', () => purge(db, rounds.signal));
    });
  }

  const rounds = createRounds({
    round: duties,
    pause,
    logger,
    failed: 'housekeeping failed, and is tried again',
  });
  return {
    start: rounds.start,
    stop: rounds.stop,
    async round() {
      await letEveryoneIn();
      await stopOverdue(db, queue, attempt);
      await startDueSyncs();
      await purge(db);
    },
  };
}
