import { problem } from '#kernel';
import { type Transaction, sql } from '#store';

import type { JobStatus } from './job-states.ts';

/** A job, the job that it started, and so on: more than this is a runbook that starts itself. */
const deepest = 16;

export interface Parent {
  readonly id: string;
  /** Of its children: how many jobs are above them. */
  readonly depth: number;
  readonly tenant: string;
  /** The runbook that it is about to start is the one of a job above. */
  readonly withinItself: boolean;
}

/**
 * The job that is about to start another one. Its row is held until the child is written: a stop comes before the child or
 * reaches it. Undefined when there is no such job in the account, or it has ended.
 * @throws JobBeingStopped, JobTooDeep
 */
export async function findParent(
  tx: Transaction,
  accountId: string,
  id: string,
  runbook: string,
): Promise<Parent | undefined> {
  const parent = await tx.maybe<{ status: JobStatus; tenant: string }>(sql`
    select status, tenant from job where account_id = ${accountId} and id = ${id} and ended_at is null for share`);
  if (parent === undefined) return undefined;
  if (parent.status === 'Stopping') throw problem('JobBeingStopped');
  const { depth, withinItself } = await tx.one<{ depth: number; withinItself: boolean }>(sql`
    with recursive above as (
      select parent_id, runbook_name, 1 as depth from job where id = ${id}
      union all
      select j.parent_id, j.runbook_name, a.depth + 1 from above a join job j on j.id = a.parent_id where a.depth <= ${deepest}
    )
    select max(depth)::int as depth, bool_or(lower(runbook_name) = lower(${runbook})) as "withinItself" from above`);
  if (depth > deepest) throw problem('JobTooDeep', { runbook, deepest });
  return { id, depth, withinItself, tenant: parent.tenant };
}
