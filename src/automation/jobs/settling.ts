import { type Queue, jobTopic } from '#queue';
import { type Transaction, sql } from '#store';

import { letIn } from '../admission/letting-in.ts';
import { jobChannel } from './job.ts';

/**
 * What belongs to a job's end, whoever ends it, in the same transaction: the queue forgets it, followers hear of it, jobs
 * that wait for it without a worker go on, and jobs that were held begin.
 */
export async function settleEnd(tx: Transaction, queue: Queue, id: string): Promise<void> {
  // One statement: it lies on the way of every job's end.
  const { waiting, accountId, runbook, key, holds, workerGroupId } = await tx.one<Ended>(sql`
    with gone as (delete from job_wait where job_id = ${id})
    select e.account_id as "accountId", e.runbook_name as runbook, e.concurrency_key as key,
      e.worker_group_id as "workerGroupId",
      array(select j.id::text from job_wait w join job j on j.id = w.job_id
        where w.awaited_id = ${id} and j.status = 'Waiting' order by j.id) as waiting,
      exists (select 1 from job h where h.account_id = e.account_id and h.held_because <> 'time' and h.ended_at is null) as holds
    from job e where e.id = ${id}`);
  await queue.complete({ topic: jobTopic(workerGroupId), id }, tx);
  await tx.notify(jobChannel, id);
  for (const each of waiting) await wakeWaiting(tx, queue, each);
  // Of a key one has to see the other even where both come in the same moment: the lock makes them.
  if (holds || key !== null) await letIn(tx, queue, accountId, { runbook, key });
}

interface Ended {
  readonly accountId: string;
  readonly runbook: string;
  readonly key: string | null;
  readonly workerGroupId: string | null;
  /** Jobs that wait for it without a worker. */
  readonly waiting: readonly string[];
  /** Its account has jobs that may not begin yet. */
  readonly holds: boolean;
}

/** A waiting job's row is never locked here: ends lock the one that ends, stops lock from parents to children. */
async function wakeWaiting(tx: Transaction, queue: Queue, id: string): Promise<void> {
  // Of two that end at the same time, one must see the other: else neither would be the last.
  await tx.query(sql`select pg_advisory_xact_lock(hashtextextended(${id}, 4711))`);
  const open = await tx.maybe(sql`
    select 1 from job_wait w join job j on j.id = w.awaited_id
    where w.job_id = ${id} and j.ended_at is null limit 1`);
  if (open !== undefined) return;
  const { group } = await tx.one<{ group: string | null }>(
    sql`select worker_group_id as group from job where id = ${id}`,
  );
  await queue.enqueueAgain(tx, jobTopic(group), id, wokenFirst);
}

/** It has waited long enough. */
export const wokenFirst = { priority: 100 };
