import { createHash } from 'node:crypto';

import { problem } from '#kernel';
import type { Queue } from '#queue';
import { type Database, type Transaction, type Vault, sql } from '#store';
import type { AttemptRef, JobOutput, StartJob, StartedJob } from '#worker-link';

import { insertJob } from '../jobs/creation.ts';
import { findParent } from '../jobs/parents.ts';
import type { AccountPath } from '../model.ts';
import { stale } from './fenced-writes.ts';

const mostOutputBytes = 4 * 1024 * 1024;

interface Parent extends AccountPath {
  readonly jobId: string;
  readonly accountId: string;
  /** The account's identity, in whose name the child is started. */
  readonly principalId: string | null;
}

/**
 * Starts a runbook of the account for a job, as a job of its own on the same tenant. The same key of the same job is the
 * same child: a repeated attempt finds the one that an earlier attempt started.
 */
export function startChild(
  { db, queue, vault }: { readonly db: Database; readonly queue: Queue; readonly vault: Vault },
  attempt: AttemptRef,
  { runbook, parameters, runOn, name, key }: StartJob,
): Promise<StartedJob> {
  return db.transaction(async (tx) => {
    const parent = await demandParent(tx, attempt);
    const account = { ...parent, id: parent.accountId, name: parent.name };
    const childName = name ?? nameOf(parent.jobId, key);
    const known = await tx.maybe<StartedJob & { readonly parentId: string | null }>(sql`
      select id, name, runbook_name as runbook, parent_id as "parentId" from job
      where account_id = ${parent.accountId} and lower(name) = lower(${childName})`);
    if (known !== undefined) {
      const { parentId, ...started } = known;
      if (parentId !== parent.jobId) throw problem('JobExists', { name: childName });
      return started;
    }
    const above = await findParent(tx, parent.accountId, parent.jobId, runbook);
    if (above === undefined) throw stale(attempt);
    const input = { name: childName, runbook, parameters, runOn, tenant: above.tenant, parent: above };
    const actor = { objectId: parent.principalId ?? `job:${parent.jobId}` };
    const child = await insertJob(tx, { queue, vault }, account, input, actor);
    return { id: child.id, name: child.name, runbook: child.runbookName };
  });
}

async function demandParent(tx: Transaction, attempt: AttemptRef): Promise<Parent> {
  const parent = await tx.maybe<Parent>(sql`
    select j.id as "jobId", j.account_id as "accountId",
      a.subscription_id as "subscriptionId", a.resource_group as "resourceGroup", a.name,
      (select i.principal_id from identity i where i.account_id = a.id and i.kind = 'SystemAssigned') as "principalId"
    from job j join account a on a.id = j.account_id
    where j.id = ${attempt.jobId} and j.attempt = ${attempt.number} and j.ended_at is null for share of j`);
  if (parent === undefined) throw stale(attempt);
  return parent;
}

/** A GUID that follows from the job and the key (RFC 9562, version 8). */
function nameOf(jobId: string, key: string): string {
  const hex = createHash('sha256').update(`${jobId}\n${key}`).digest('hex').slice(0, 32).split('');
  hex[12] = '8';
  hex[16] = '8';
  const text = hex.join('');
  return [8, 12, 16, 20].reduceRight((id, at) => `${id.slice(0, at)}-${id.slice(at)}`, text);
}

/** What a job of the same account has written to its output so far. */
export async function jobOutput(
  db: Database,
  { accountId }: { readonly accountId: string },
  jobId: string,
): Promise<JobOutput> {
  const { bytes } = await db.one<{ bytes: number | null }>(sql`
    select sum(length(s.text) + coalesce(length(s.value::text), 0))::float8 as bytes
    from job_stream s join job j on j.id = s.job_id
    where j.account_id = ${accountId} and j.id = ${jobId} and s.stream = 'Output'`);
  if ((bytes ?? 0) > mostOutputBytes)
    throw problem('JobOutputTooLarge', { job: jobId, most: mostOutputBytes });
  const records = await db.query<{ text: string; value: unknown }>(sql`
    select s.text, s.value from job_stream s join job j on j.id = s.job_id
    where j.account_id = ${accountId} and j.id = ${jobId} and s.stream = 'Output' order by s.attempt, s.sequence`);
  return { records: records.map(({ text, value }) => (value === null ? { text } : { text, value })) };
}
