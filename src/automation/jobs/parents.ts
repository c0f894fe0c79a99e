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
  /** Runbooks and keys of the jobs above its children, in lower case. */
  readonly above: { readonly runbooks: readonly string[]; readonly keys: readonly string[] };
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
  const { depth, ...above } = await tx.one<Parent['above'] & { depth: number }>(sql`
    with recursive above as (
      select parent_id, runbook_name, concurrency_key, 1 as depth from job where id = ${id}
      union all
      select j.parent_id, j.runbook_name, j.concurrency_key, a.depth + 1 from above a join job j on j.id = a.parent_id
      where a.depth <= ${deepest}
    )
    select max(depth)::int as depth, array_agg(lower(runbook_name)) as runbooks,
      array_remove(array_agg(lower(concurrency_key)), null) as keys from above`);
  if (depth > deepest) throw problem('JobTooDeep', { runbook, deepest });
  const withinItself = above.runbooks.includes(runbook.toLowerCase());
  return { id, depth, withinItself, above, tenant: parent.tenant };
}
