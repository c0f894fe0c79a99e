import { type Logger, delay, monotonicNow } from '#kernel';
import { type Database, sql } from '#store';

export interface ClockWatch {
  /** Puts right what was left, and goes on looking. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** A step of the clock that NTP does not make by going slower for a while. */
const slackMilliseconds = 1_000;
const lookEvery = 2_000;

/**
 * What the queue does depends on the database's clock: work is due, is silent, was looked after. Set back by an hour, that clock
 * would hold what came just before for an hour, and would let nobody find what a dead worker left. So it is watched, against a
 * clock that nobody can set, and what lies in its future is brought back; work that was put off to a time keeps that time.
 */
export function watchClock({ db, logger }: { readonly db: Database; readonly logger: Logger }): ClockWatch {
  const stopping = new AbortController();
  let watching: Promise<void> | undefined;
  /** What the database's clock was ahead of ours, when they were last looked at. */
  let ahead: number | undefined;

  async function look(): Promise<void> {
    const { now } = await db.one<{ now: Date }>(sql`select clock_timestamp() as now`);
    const here = now.getTime() - monotonicNow();
    const setBack = ahead !== undefined && here < ahead - slackMilliseconds;
    if (setBack) {
      logger.warn('the clock of the database was set back', { seconds: Math.round((ahead! - here) / 1_000) });
      await bringBack(db);
    }
    // Only after that: should it fail, the next look does it.
    ahead = here;
  }

  async function watch(): Promise<void> {
    while (!stopping.signal.aborted) {
      await look().catch((error: unknown) => logger.debug('the clock was not looked at', { error }));
      await delay(lookEvery, stopping.signal);
    }
  }

  return {
    async start() {
      // It may have been set while nobody looked.
      await bringBack(db);
      watching ??= watch();
    },
    async stop() {
      stopping.abort();
      await watching;
    },
  };
}

/** In their order: all that lies ahead of now moves by as much as the farthest does. Work that came back is due at once. */
async function bringBack(db: Database): Promise<void> {
  await db.query(sql`
    with ahead as (
      select id, name from queue.job_common where created_on > now() or heartbeat_on > now() or state = 'retry' and start_after > now()
      for update skip locked
    ), farthest as (select greatest(max(created_on), now()) - now() as by from queue.job_common)
    update queue.job_common j set
      created_on = case when created_on > now() then created_on - by else created_on end,
      start_after = case when state = 'created' and start_after > created_on then start_after
        when created_on > now() then created_on - by else least(start_after, now()) end,
      started_on = least(started_on, now()),
      heartbeat_on = least(heartbeat_on, now())
    from ahead, farthest where j.name = ahead.name and j.id = ahead.id`);
  await db.query(sql`
    update queue.queue set monitor_claim_on = least(monitor_claim_on, now()), monitor_on = least(monitor_on, now()),
      maintain_on = least(maintain_on, now())
    where greatest(monitor_claim_on, monitor_on, maintain_on) > now()`);
}
