import { delay, problem } from '#kernel';
import { type Queue, jobTopic } from '#queue';
import { type Database, sql } from '#store';
import type { AttemptRef, AwaitJobs, AwaitedJobs, Parking } from '#worker-link';

import { jobChannel } from '../jobs/job.ts';
import { type JobStatus, before, jobStates, shownStatus } from '../jobs/job-states.ts';
import { settleEnd, wokenFirst } from '../jobs/settling.ts';
import { demandCurrent, stale } from './fenced-writes.ts';

/**
 * Tells how jobs are: as soon as that differs from what is known, all of them have ended, or the time is over. The wait is
 * written down until all have ended or nobody asks further, so that its time limit counts over attempts.
 */
export async function awaitJobs(
  db: Database,
  attempt: AttemptRef,
  { jobs, known, waitMilliseconds, last }: AwaitJobs,
  signal?: AbortSignal,
): Promise<AwaitedJobs> {
  const { accountId } = await demandCurrent(db, attempt);
  const asked = jobs.map((id) => id.toLowerCase());
  const ids = [...new Set(asked)];
  if (ids.includes(attempt.jobId)) throw problem('JobWaitsForItself');
  await demandJobs(db, accountId, ids);
  await db.query(sql`
    insert into job_wait (job_id, awaited_id, began_at)
    select ${attempt.jobId}, unnest(${ids}::uuid[]), now() on conflict do nothing`);

  let news = Promise.withResolvers<void>();
  const over = new AbortController();
  const expired = delay(waitMilliseconds, over.signal).then(() => true);
  const wake = (): void => news.resolve();
  const unlisten = await db.listen(jobChannel, (id) => ids.includes(id) && wake(), wake);
  signal?.addEventListener('abort', wake, { once: true });
  try {
    for (;;) {
      news = Promise.withResolvers();
      const found = await read(db, attempt, asked);
      const done = found.jobs.every(({ ended }) => ended);
      const changed = known === undefined || found.jobs.some(({ status }, at) => status !== known[at]);
      const late = await Promise.race([expired, Promise.resolve(false)]);
      if (done || last === true)
        await db.query(sql`
          delete from job_wait where job_id = ${attempt.jobId} and awaited_id = any(${ids}::uuid[])`);
      if (done || changed || late || last === true || signal?.aborted === true) return found;
      await Promise.race([news.promise, expired]);
    }
  } finally {
    over.abort();
    await unlisten();
  }
}

async function demandJobs(db: Database, accountId: string, ids: readonly string[]): Promise<void> {
  const found = await db.query<{ id: string }>(
    sql`select id from job where account_id = ${accountId} and id = any(${ids}::uuid[])`,
  );
  const missing = ids.find((id) => !found.some((job) => job.id === id));
  if (missing !== undefined) throw problem('JobNotFound', { name: missing });
}

async function read(db: Database, attempt: AttemptRef, ids: readonly string[]): Promise<AwaitedJobs> {
  const rows = await db.query<{
    id: string;
    name: string;
    runbook: string;
    status: JobStatus;
    exception: string | null;
    waited: number;
  }>(sql`
    select j.id, j.name, j.runbook_name as runbook, j.status, j.exception,
      coalesce(extract(epoch from now() - w.began_at) * 1000, 0)::float8 as waited
    from job j left join job_wait w on w.job_id = ${attempt.jobId} and w.awaited_id = j.id
    where j.id = any(${ids}::uuid[])`);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const jobs = ids.map((id) => {
    const row = byId.get(id);
    if (row === undefined) throw problem('JobNotFound', { name: id });
    const { waited: _, status, exception, ...rest } = row;
    return {
      ...rest,
      status: shownStatus(status),
      ended: jobStates[status].ended,
      ...(exception !== null && { exception }),
    };
  });
  return { jobs, waitedMilliseconds: Math.max(0, ...rows.map(({ waited }) => waited)) };
}

/**
 * The attempt's process has ended to wait for jobs: no worker has it until all of them have ended or the time is over.
 * Who asked for a stop or a suspension meanwhile gets that.
 */
export async function park(
  db: Database,
  queue: Queue,
  attempt: AttemptRef,
  { jobs, until }: Parking,
): Promise<void> {
  const { jobId, number } = attempt;
  await db.transaction(async (tx) => {
    // From the one that waits to those that it waits for, as a stop goes.
    const job = await tx.maybe<{ status: JobStatus; workerGroupId: string | null }>(sql`
      select status, worker_group_id as "workerGroupId" from job where id = ${jobId} and attempt = ${number} and ended_at is null for update`);
    if (job === undefined) throw stale(attempt);
    // Told twice, since the first answer was lost.
    if (job.status === 'Waiting' || job.status === 'Suspended' || job.status === 'Resuming') return;
    const to = targets[job.status] ?? 'Waiting';
    const topic = jobTopic(job.workerGroupId);
    const open = await tx.query(sql`
      select id from job where id = any(${[...jobs]}::uuid[]) and ended_at is null order by id for share`);
    await tx.query(sql`
      update job set status = ${to}, ended_at = case when ${to === 'Stopped'} then now() end,
        status_modified_at = now(), modified_at = now()
      where id = ${jobId} and status = any(${before(to)})`);
    await tx.query(sql`
      update job_attempt set ended_at = now(), outcome = ${to} where job_id = ${jobId} and number = ${number}`);
    if (to === 'Stopped') return settleEnd(tx, queue, jobId);
    await tx.query(sql`
      insert into job_wait (job_id, awaited_id, began_at)
      select ${jobId}, id, now() from job where id = any(${[...jobs]}::uuid[]) on conflict do nothing`);
    if (to === 'Waiting' && open.length === 0) await queue.enqueueAgain(tx, topic, jobId, wokenFirst);
    else if (to === 'Waiting' && until !== undefined)
      await queue.enqueueAgain(tx, topic, jobId, { ...wokenFirst, notBefore: new Date(until) });
    else await queue.complete({ topic, id: jobId }, tx);
    await tx.notify(jobChannel, jobId);
  });
}

const targets: Readonly<Partial<Record<JobStatus, JobStatus>>> = {
  Stopping: 'Stopped',
  Suspending: 'Suspended',
};
