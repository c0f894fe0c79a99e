import { problem } from '#kernel';
import { type Queue, jobTopic } from '#queue';
import { type Database, type Transaction, sql, statement } from '#store';
import { isWorkflow } from '#worker-link';

import { letIn } from '../admission/letting-in.ts';
import { type AuditEntry, audit, auditOf } from '../audit/audit.ts';
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

/** Only a PowerShell Workflow has checkpoints. */
export function demandWorkflow(name: string, type: string): void {
  if (!isWorkflow(type)) throw problem('JobNotSuspendable', { name, type });
}

interface Halted {
  readonly id: string;
  readonly name: string;
  readonly status: JobStatus;
  readonly attempt: number;
  readonly workerGroupId: string | null;
  /** Name of the runbook whose draft it runs, where it is a test job. */
  readonly tested: string | null;
}

/** What is read of a job that is halted. */
const haltedColumns = `
  id, name, status, attempt, worker_group_id as "workerGroupId", case when test_of is not null then runbook_name end as tested`;

/** The entry of an action on a job, or on the test job of a runbook. */
function auditOfJob(
  account: AccountPath,
  { name, tested }: Pick<Halted, 'name' | 'tested'>,
  action: string,
  actor: Actor,
): AuditEntry {
  return tested === null
    ? auditOf(account, name, `jobs/${action}`, actor)
    : auditOf(account, tested, `runbooks/draft/testJob/${action}`, actor);
}

/** Goes on from the checkpoint at which it was suspended, as its next attempt. */
export async function resumeJob(
  { db, queue }: { readonly db: Database; readonly queue: Queue },
  account: AccountPath,
  id: string,
  actor: Actor,
): Promise<void> {
  await db.transaction(async (tx) => {
    const job = await tx.one<
      Halted & { readonly built: boolean; readonly held: boolean; readonly accountId: string }
    >(
      statement(
        `select ${haltedColumns}, artifact_hash is not null as built, held_because is not null as held, account_id as "accountId"
         from job where id = $1 for update`,
        [id],
      ),
    );
    if (!mayBecome(job.status, 'Resuming'))
      throw problem('JobStateWrong', { name: job.name, status: job.status, action: 'resumed' });
    await tx.query(
      sql`update job set status = 'Resuming', status_modified_at = now(), modified_at = now() where id = ${id}`,
    );
    await audit(tx, auditOfJob(account, job, 'resume/action', actor));
    // What is still being built is queued by the end of its build.
    if (job.held) await letIn(tx, queue, job.accountId);
    else if (job.built) await queue.enqueueAgain(tx, jobTopic(job.workerGroupId), id);
    await tx.notify(jobChannel, id);
  });
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
      statement(`select ${haltedColumns} from job where id = $1 for update`, [id]),
    );
    const to = target(event, job);
    if (!mayBecome(job.status, to))
      throw problem('JobStateWrong', { name: job.name, status: job.status, action: halts[event].action });
    if (because !== undefined) await tx.query(sql`update job set exception = ${because} where id = ${id}`);
    await halt(tx, queue, event, job);
    await audit(tx, {
      ...auditOfJob(account, job, `${event}/action`, actor),
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
  const others = await tx.query<Halted>(
    statement(
      `select ${haltedColumns} from job
       where account_id = $1 and lower(runbook_name) = lower($2) and test_of is null and ended_at is null
         and held_because is distinct from 'time'
       order by created_at, id for update`,
      [account.id, runbook],
    ),
  );
  const running = others.filter(({ status }) => status !== 'Stopping');
  for (const job of running.slice(0, Math.max(0, running.length - keep))) {
    await halt(tx, queue, 'stop', job);
    await audit(tx, {
      ...auditOfJob(account, job, 'stop/action', actor),
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
  const children = await tx.query<Halted>(
    statement(`select ${haltedColumns} from job where parent_id = any($1::uuid[]) order by id for update`, [
      parents,
    ]),
  );
  if (children.length === 0) return;
  for (const child of children) {
    // One that has ended may have started others that have not.
    if (!mayBecome(child.status, target('stop', child)) || child.status === 'Stopping') continue;
    await halt(tx, queue, 'stop', child);
    await audit(tx, {
      ...auditOfJob(account, child, 'stop/action', actor),
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
    update job set status = ${to}, status_modified_at = now(), modified_at = now(),
      held_because = case when not ${jobStates[to].ended} then held_because end,
      ended_at = case when ${jobStates[to].ended} then now() end
    where id = ${id} and status = any(${before(to)})`);
  if (jobStates[to].ended) return settleEnd(tx, queue, id);
  if (to === 'Suspended') await queue.complete({ topic: jobTopic(job.workerGroupId), id }, tx);
  else await tx.notify(stopChannel, JSON.stringify({ event, attempt: { jobId: id, number: attempt } }));
  await tx.notify(jobChannel, id);
}
