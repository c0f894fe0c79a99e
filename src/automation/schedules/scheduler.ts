import { type Clock, type Logger, isProblem } from '#kernel';
import type { Queue } from '#queue';
import { type Database, type Vault, boundSilence, inTurnElsewhere, sql } from '#store';

import { letInDue } from '../admission/letting-in.ts';
import { createRounds } from '../rounds.ts';
import { dueSchedules, fire, putOff } from './firing.ts';
import { createReadyLinks } from './ready-links.ts';
import type { FiringOptions } from './run.ts';

/** Fires what is due. Of several control planes on a database one does at a time; when it falls silent another one goes on. */
export interface Scheduler {
  start(): void;
  stop(): Promise<void>;
  /** Everything that is due now, for those who cannot wait. */
  round(): Promise<void>;
}

/** Between two looks, in milliseconds. */
export const pause = 100;
const mostAtOnce = 10_000;
/** Written side by side, each by a connection of its own: a set costs the server about as much as it costs us. */
const lanes = 2;
const leastInLane = 500;
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
  const ready = createReadyLinks(options);
  let tidiedAt = -Infinity;

  /** One transaction of work for each lane, when nothing is wrong. Returns whether there may be more. */
  async function some(): Promise<boolean> {
    const now = clock.now();
    const due = await db.query<{ id: string }>(sql`
      select id from schedule where is_enabled and next_run_at <= ${new Date(now)} order by next_run_at limit ${mostAtOnce}::int`);
    if (due.length === 0) return false;
    const ids = due.map(({ id }) => id);
    const inLane = Math.max(leastInLane, Math.ceil(ids.length / lanes));
    let more = false;
    await inTurnElsewhere(db, schedulerLock, async () => {
      const fired = [];
      for (let at = 0; at < ids.length; at += inLane) fired.push(fireThese(ids.slice(at, at + inLane), now));
      // All of them come to an end, before the turn does.
      const ended = await Promise.allSettled(fired);
      for (const lane of ended) {
        if (lane.status === 'rejected') throw lane.reason;
        more ||= lane.value;
      }
      more ||= ids.length === mostAtOnce;
    });
    return more;
  }

  /**
   * All of them together. When that fails, some may be done already (the clock was set back): these are left out. When it fails
   * again, each half by itself, down to the one that is to blame.
   */
  async function fireThese(ids: readonly string[], now: number, knowing = false): Promise<boolean> {
    try {
      return await together(db, { ...options, ready, knowing }, now, ids);
    } catch (error) {
      if (isProblem(error, 'DatabaseUnavailable')) throw error;
      if (!knowing) return fireThese(ids, now, true);
      const [only, ...others] = ids;
      if (others.length === 0) return blame(only!, now, error);
    }
    const half = Math.ceil(ids.length / 2);
    const first = await fireThese(ids.slice(0, half), now, true);
    const second = await fireThese(ids.slice(half), now, true);
    return first || second;
  }

  async function blame(id: string, now: number, error: unknown): Promise<boolean> {
    logger.error('a schedule could not be fired, and is tried again later', { schedule: id, error });
    await putOff(db, id, error instanceof Error ? error.message : String(error), now);
    return false;
  }

  async function round(): Promise<void> {
    await letInDue(db, options.queue, clock.now());
    while (!rounds.signal.aborted && (await some()));
    await ready.prepare(clock.now());
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

/** Fires those of them that nobody else fires in this moment. A frozen process keeps them from others for seconds, not for ever. */
function together(
  db: Database,
  options: FiringOptions,
  now: number,
  ids: readonly string[],
): Promise<boolean> {
  return db.transaction(async (tx) => {
    await boundSilence(tx);
    const schedules = await dueSchedules(tx, now, ids);
    return schedules.length > 0 && fire(tx, options, schedules, now);
  });
}
