import { type Clock, type Logger, isProblem } from '#kernel';
import type { Queue } from '#queue';
import { type Database, type Vault, inTurn, sql } from '#store';

import { letInDue } from '../admission/letting-in.ts';
import { createRounds } from '../rounds.ts';
import { dueSchedules, fire, putOff } from './firing.ts';
import type { FiringOptions } from './run.ts';

/** Fires what is due. Of several control planes on a database one does at a time; when it falls silent another one goes on. */
export interface Scheduler {
  start(): void;
  stop(): Promise<void>;
  /** Everything that is due now, for those who cannot wait. */
  round(): Promise<void>;
}

/** Between two looks, in milliseconds. */
export const pause = 200;
const mostAtOnce = 5_000;
/** Whoever has it fires. The number is arbitrary, and ours alone in this database. */
const schedulerLock = 7_443_003;
const keepRunsDays = 90;
const tidyEvery = 60 * 60_000;

export function createScheduler(options: {
  readonly db: Database;
  readonly queue: Queue;
  readonly vault: Vault;
  readonly logger: Logger;
  readonly clock: Clock;
}): Scheduler {
  const { db, logger, clock } = options;
  let tidiedAt = -Infinity;

  /** One transaction of work, when nothing is wrong. Returns whether there may be more. */
  async function some(): Promise<boolean> {
    const now = clock.now();
    const due = await db.query<{ id: string }>(sql`
      select id from schedule where is_enabled and next_run_at <= ${new Date(now)} order by next_run_at limit ${mostAtOnce}::int`);
    if (due.length === 0) return false;
    return fireThese(
      due.map(({ id }) => id),
      now,
    );
  }

  /** All of them together; when that fails, each half by itself, down to the one that is to blame. */
  async function fireThese(ids: readonly string[], now: number): Promise<boolean> {
    try {
      return await together(db, options, now, ids);
    } catch (error) {
      if (isProblem(error, 'DatabaseUnavailable')) throw error;
      const [only, ...others] = ids;
      if (others.length === 0) return blame(only!, now, error);
    }
    const half = Math.ceil(ids.length / 2);
    const first = await fireThese(ids.slice(0, half), now);
    const second = await fireThese(ids.slice(half), now);
    // The first look took what there was room for; there may be more.
    return first || second || ids.length === mostAtOnce;
  }

  async function blame(id: string, now: number, error: unknown): Promise<boolean> {
    logger.error('a schedule could not be fired, and is tried again later', { schedule: id, error });
    await putOff(db, id, error instanceof Error ? error.message : String(error), now);
    return false;
  }

  async function round(): Promise<void> {
    await letInDue(db, options.queue, clock.now());
    while (!rounds.signal.aborted && (await some()));
    if (clock.now() - tidiedAt < tidyEvery) return;
    tidiedAt = clock.now();
    const old = new Date(tidiedAt - keepRunsDays * 86_400_000);
    await db.query(sql`delete from schedule_run where recorded_at < ${old}`);
  }

  const rounds = createRounds({ round, pause, logger, failed: 'schedules could not be fired, and will be' });
  return {
    start: rounds.start,
    stop: rounds.stop,
    round,
  };
}

/** Fires these, unless another control plane is at it. */
async function together(
  db: Database,
  options: FiringOptions,
  now: number,
  ids: readonly string[],
): Promise<boolean> {
  let more = false;
  await inTurn(db, schedulerLock, async (tx) => {
    const schedules = await dueSchedules(tx, now, ids);
    more =
      schedules.length > 0 && ((await fire(tx, options, schedules, now)) || schedules.length === mostAtOnce);
  });
  return more;
}
