import { problem } from '#kernel';
import { type Queue, jobTopic } from '#queue';
import { type Database, type Queryable, type Vault, sql } from '#store';
import type { AttemptRef, CallRecord, JobEnd, StepRecord } from '#worker-link';

import { jobChannel, stepBinding, stepKey, stepNameBinding } from '../jobs/job.ts';
import { type JobStatus, before } from '../jobs/job-states.ts';
import { settleEnd } from '../jobs/settling.ts';

/**
 * Writes of an attempt. Each is one statement that begins with the same question: is this still the attempt that counts,
 * and has the job not ended? Where the answer is no, nothing is written and `StaleAttempt` is thrown.
 */
export function stale({ jobId, number }: AttemptRef): Error {
  return problem('StaleAttempt', { job: jobId, number });
}

export async function demandCurrent(
  db: Queryable,
  attempt: AttemptRef,
): Promise<{ accountId: string; tenant: string }> {
  const row = await db.maybe<{ accountId: string; tenant: string }>(sql`
    select account_id as "accountId", tenant from job
    where id = ${attempt.jobId} and attempt = ${attempt.number} and ended_at is null`);
  if (row === undefined) throw stale(attempt);
  return row;
}

export async function appendCalls(
  db: Database,
  attempt: AttemptRef,
  calls: readonly CallRecord[],
): Promise<void> {
  const row = await db.one<{ current: boolean }>(sql`
    with current as (
      select id from job where id = ${attempt.jobId} and attempt = ${attempt.number} and ended_at is null for share
    ), written as (
      insert into job_call (job_id, attempt, sequence, method, host, path_template, status, milliseconds, refused, time)
      select current.id, ${attempt.number}, r.* from current, unnest(
        ${calls.map(({ sequence }) => sequence)}::bigint[], ${calls.map(({ method }) => method)}::text[],
        ${calls.map(({ host }) => host)}::text[], ${calls.map(({ pathTemplate }) => clean(pathTemplate))}::text[],
        ${calls.map(({ status }) => status)}::integer[], ${calls.map(({ milliseconds }) => milliseconds)}::float8[],
        ${calls.map(({ refused }) => refused)}::boolean[], ${calls.map(({ time }) => time)}::timestamptz[]) as r
      on conflict do nothing
    )
    select exists (select 1 from current) as current`);
  if (!row.current) throw stale(attempt);
}

/**
 * One statement, about the cost of one INSERT: see the benchmark `durable step`. Where the name holds a secret, the row has
 * the name that people see, and its own one sealed.
 */
export async function recordStep(
  db: Database,
  vault: Vault,
  attempt: AttemptRef,
  { name: full, result, shownName = full }: StepRecord,
): Promise<void> {
  const { jobId } = attempt;
  const name = shownName === full ? full : stepKey(full, shownName);
  const sealed = vault.seal(JSON.stringify(result ?? null), stepBinding(jobId, name));
  const sealedName = name === full ? null : vault.seal(full, stepNameBinding(jobId, name));
  const row = await db.maybe(sql`
    insert into job_step (job_id, name, attempt, result, full_name, recorded_at)
    select id, ${name}, ${attempt.number}, ${sealed}, ${sealedName}::bytea, now() from job
    where id = ${attempt.jobId} and attempt = ${attempt.number} and ended_at is null for share
    on conflict (job_id, name) do update set name = excluded.name where job_step.attempt = excluded.attempt
    returning 1`);
  if (row === undefined) throw stale(attempt);
}

/** Once, and only once: the same end again is fine, since its answer may have been lost on the way. */
export async function endJob(db: Database, queue: Queue, attempt: AttemptRef, end: JobEnd): Promise<void> {
  await db.transaction(async (tx) => {
    const ended = await tx.maybe(sql`
      with ended as (
        update job set status = ${end.status}, exception = coalesce(${end.exception === undefined ? null : clean(end.exception)}, case when ${end.status} = 'Stopped' then exception end),
          exit_code = ${end.exitCode ?? null}, signal = ${end.signal ?? null}, peak_memory_bytes = ${end.peakMemoryBytes ?? null},
          duration_milliseconds = ${end.durationMilliseconds}, ended_at = now(), status_modified_at = now(), modified_at = now()
        where id = ${attempt.jobId} and attempt = ${attempt.number} and ended_at is null and status = any(${before(end.status)})
        returning id, attempt
      )
      update job_attempt set ended_at = now(), outcome = ${end.status}
      from ended where job_id = ended.id and number = ended.attempt returning 1`);
    if (ended === undefined) {
      const same = await tx.maybe(sql`
        select 1 from job where id = ${attempt.jobId} and attempt = ${attempt.number} and status = ${end.status}`);
      if (same === undefined) throw stale(attempt);
      return;
    }
    await settleEnd(tx, queue, attempt.jobId);
  });
}

/** The job waits at its checkpoint until somebody resumes it; who asked for a stop meanwhile gets that. */
export async function suspendJob(db: Database, queue: Queue, attempt: AttemptRef): Promise<void> {
  const { jobId, number } = attempt;
  await db.transaction(async (tx) => {
    const job = await tx.maybe<{ status: JobStatus; workerGroupId: string | null }>(sql`
      select status, worker_group_id as "workerGroupId" from job where id = ${jobId} and attempt = ${number} and ended_at is null for update`);
    if (job === undefined) throw stale(attempt);
    // Told twice, since the first answer was lost; or resumed meanwhile, and the queue has it.
    if (job.status === 'Suspended' || job.status === 'Resuming') return;
    const to = job.status === 'Stopping' ? 'Stopped' : 'Suspended';
    await tx.query(sql`
      update job set status = ${to}, ended_at = case when ${to === 'Stopped'} then now() end,
        status_modified_at = now(), modified_at = now()
      where id = ${jobId} and status = any(${before(to)})`);
    await tx.query(sql`
      update job_attempt set ended_at = now(), outcome = ${to} where job_id = ${jobId} and number = ${number}`);
    if (to === 'Stopped') return settleEnd(tx, queue, jobId);
    await queue.complete({ topic: jobTopic(job.workerGroupId), id: jobId }, tx);
    await tx.notify(jobChannel, jobId);
  });
}

/** PostgreSQL's texts hold every character but NUL. */
export function clean(text: string): string {
  return text.replaceAll('\0', '\u{FFFD}');
}
