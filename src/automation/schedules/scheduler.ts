import { type Clock, type Logger, delay, isProblem } from '#kernel';
import type { Queue } from '#queue';
import { type Database, type Vault, sql } from '#store';

import { type FiringOptions, dueSchedules, fire } from './firing.ts';

/** Fires what is due. Of several control planes on a database one does at a time; when it falls silent another one goes on. */
export interface Scheduler {
  start(): void;
  stop(): Promise<void>;
  /** Everything that is due now, for those who cannot wait. */
  round(): Promise<void>;
}

const pause = 500;
const mostAtOnce = 50;
/** Whoever has it fires. The number is arbitrary, and ours alone in this database. */
const schedulerLock = 7_443_003;
/** A schedule that cannot be fired is tried again so much later, and is in nobody's way until then. */
const waitAfterFailure = 60_000;
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
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  let tidiedAt = -Infinity;

  /** One transaction of work. Returns whether there may be more. */
  async function some(): Promise<boolean> {
    const now = clock.now();
    const due = await db.query<{ id: string }>(sql`
      select id from schedule where is_enabled and next_run_at <= ${new Date(now)} order by next_run_at limit ${mostAtOnce}::int`);
    if (due.length === 0) return false;
    try {
      return await together(db, options, now);
    } catch (error) {
      if (isProblem(error, 'DatabaseUnavailable')) throw error;
      logger.warn('due schedules could not be fired together, and are fired one by one', { error });
      return oneByOne(
        due.map(({ id }) => id),
        now,
      );
    }
  }

  async function oneByOne(ids: readonly string[], now: number): Promise<boolean> {
    let more = false;
    for (const id of ids) {
      try {
        more = (await together(db, options, now, id)) || more;
      } catch (error) {
        if (isProblem(error, 'DatabaseUnavailable')) throw error;
        logger.error('a schedule could not be fired, and is tried again later', { schedule: id, error });
        const reason = error instanceof Error ? error.message : String(error);
        await db.query(sql`
          update schedule set error = ${reason.slice(0, 1_000)}, next_run_at = ${new Date(now + waitAfterFailure)} where id = ${id}`);
      }
    }
    return more;
  }

  async function round(): Promise<void> {
    while (!stopping.signal.aborted && (await some()));
    if (clock.now() - tidiedAt < tidyEvery) return;
    tidiedAt = clock.now();
    const old = new Date(tidiedAt - keepRunsDays * 86_400_000);
    await db.query(sql`delete from schedule_run where recorded_at < ${old}`);
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await round().catch((error: unknown) =>
        logger.warn('schedules could not be fired, and will be', { error }),
      );
      await delay(pause, stopping.signal);
    }
  }

  return {
    start: () => void (running ??= run()),
    async stop() {
      stopping.abort();
      await running;
    },
    round,
  };
}

/** Fires the next that are due, or only one of them, unless another control plane is at it. */
function together(db: Database, options: FiringOptions, now: number, only?: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    const { mine } = await tx.one<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(${schedulerLock}::bigint) as mine`,
    );
    if (!mine) return false;
    const schedules = await dueSchedules(tx, now, mostAtOnce, only);
    if (schedules.length === 0) return false;
    const more = await fire(tx, options, schedules, now);
    return more || schedules.length === mostAtOnce;
  });
}
