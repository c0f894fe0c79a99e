import type { Queue } from '#queue';
import { type Transaction, sql } from '#store';

import { jobChannel } from './job.ts';

/**
 * What belongs to a job's end, whoever ends it, in the same transaction: the queue forgets it, followers hear of it, and
 * jobs that wait for it without a worker go on.
 */
export async function settleEnd(tx: Transaction, queue: Queue, id: string): Promise<void> {
  // One statement: it lies on the way of every job's end.
  const waiting = await tx.query<{ id: string }>(sql`
    with gone as (delete from job_wait where job_id = ${id})
    select j.id from job_wait w join job j on j.id = w.job_id
    where w.awaited_id = ${id} and j.status = 'Waiting' order by j.id`);
  await queue.complete({ topic: 'job', id }, tx);
  await tx.notify(jobChannel, id);
  for (const each of waiting) await wakeWaiting(tx, queue, each.id);
}

/** A waiting job's row is never locked here: ends lock the one that ends, stops lock from parents to children. */
async function wakeWaiting(tx: Transaction, queue: Queue, id: string): Promise<void> {
  // Of two that end at the same time, one must see the other: else neither would be the last.
  await tx.query(sql`select pg_advisory_xact_lock(hashtextextended(${id}, 4711))`);
  const open = await tx.maybe(sql`
    select 1 from job_wait w join job j on j.id = w.awaited_id
    where w.job_id = ${id} and j.ended_at is null limit 1`);
  if (open === undefined) await queue.enqueueAgain(tx, 'job', id, wokenFirst);
}

/** It has waited long enough. */
export const wokenFirst = { priority: 100 };
