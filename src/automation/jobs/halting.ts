import { problem } from '#kernel';
import type { Queue } from '#queue';
import { type Database, type Transaction, sql } from '#store';

import { audit, auditOf } from '../audit/audit.ts';
import type { AccountPath, Actor } from '../model.ts';
import { jobChannel, stopChannel } from './job.ts';
import { type JobStatus, before, jobStates, mayBecome } from './job-states.ts';
import { settleEnd } from './settling.ts';

/** A job in one of these is with no worker. */
const unclaimed: readonly JobStatus[] = ['New', 'Suspended', 'Waiting', 'Resuming'];

const halts = {
  stop: { done: 'Stopped', asked: 'Stopping', action: 'stopped' },
  suspend: { done: 'Suspended', asked: 'Suspending', action: 'suspended' },
} as const;

export type Halt = keyof typeof halts;

interface Halted {
  readonly id: string;
  readonly name: string;
  readonly status: JobStatus;
  readonly attempt: number;
}

/**
 * Stops or suspends a job: here where nobody has it, else its worker is told. A stop reaches the jobs that it started, and
 * theirs: from above to below, so that none of them can start another meanwhile.
 */
export async function haltJob(
  { db, queue }: { readonly db: Database; readonly queue: Queue },
  event: Halt,
  account: AccountPath,
  id: string,
  actor: Actor,
  /** Where nobody asked for it: shown as the job's exception, and in the audit. */
  because?: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const job = await tx.one<Halted>(
      sql`select id, name, status, attempt from job where id = ${id} for update`,
    );
    const to = target(event, job);
    if (!mayBecome(job.status, to))
      throw problem('JobStateWrong', { name: job.name, status: job.status, action: halts[event].action });
    if (because !== undefined) await tx.query(sql`update job set exception = ${because} where id = ${id}`);
    await halt(tx, queue, event, job);
    await audit(tx, {
      ...auditOf(account, job.name, `jobs/${event}/action`, actor),
      ...(because !== undefined && { details: { because } }),
    });
    if (event === 'stop') await stopChildren(tx, queue, account, [id], actor);
  });
}

/**
 * Stops what there is of a runbook, the oldest first, until no more than `keep` are left that have not ended: a newer job
 * takes their place. All rows are locked before the first of them ends.
 */
export async function stopOthers(
  { tx, queue }: { readonly tx: Transaction; readonly queue: Queue },
  account: AccountPath & { readonly id: string },
  runbook: string,
  keep: number,
  actor: Actor,
): Promise<void> {
  const others = await tx.query<Halted>(sql`
    select id, name, status, attempt from job
    where account_id = ${account.id} and lower(runbook_name) = lower(${runbook}) and ended_at is null
    order by created_at, id for update`);
  const running = others.filter(({ status }) => status !== 'Stopping');
  for (const job of running.slice(0, Math.max(0, running.length - keep))) {
    await halt(tx, queue, 'stop', job);
    await audit(tx, {
      ...auditOf(account, job.name, 'jobs/stop/action', actor),
      details: { because: 'a newer job of the runbook replaces it' },
    });
    await stopChildren(tx, queue, account, [job.id], actor);
  }
}

async function stopChildren(
  tx: Transaction,
  queue: Queue,
  account: AccountPath,
  parents: readonly string[],
  actor: Actor,
): Promise<void> {
  const children = await tx.query<Halted>(sql`
    select id, name, status, attempt from job where parent_id = any(${parents}::uuid[]) order by id for update`);
  if (children.length === 0) return;
  for (const child of children) {
    // One that has ended may have started others that have not.
    if (!mayBecome(child.status, target('stop', child)) || child.status === 'Stopping') continue;
    await halt(tx, queue, 'stop', child);
    await audit(tx, {
      ...auditOf(account, child.name, 'jobs/stop/action', actor),
      details: { because: 'the job that started it was stopped' },
    });
  }
  await stopChildren(
    tx,
    queue,
    account,
    children.map(({ id }) => id),
    actor,
  );
}

function target(event: Halt, { status }: Halted): JobStatus {
  return unclaimed.includes(status) ? halts[event].done : halts[event].asked;
}

async function halt(tx: Transaction, queue: Queue, event: Halt, job: Halted): Promise<void> {
  const { id, attempt } = job;
  const to = target(event, job);
  await tx.query(sql`
    update job set status = ${to}, status_modified_at = now(), modified_at = now(), held_because = null,
      ended_at = case when ${jobStates[to].ended} then now() end
    where id = ${id} and status = any(${before(to)})`);
  if (jobStates[to].ended) return settleEnd(tx, queue, id);
  if (to === 'Suspended') await queue.complete({ topic: 'job', id }, tx);
  else await tx.notify(stopChannel, JSON.stringify({ event, attempt: { jobId: id, number: attempt } }));
  await tx.notify(jobChannel, id);
}
