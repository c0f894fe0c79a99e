import { newId, problem } from '#kernel';
import type { Queue } from '#queue';
import { type Database, type Transaction, type Vault, sql, statement } from '#store';

import type { Account } from '../accounts/accounts.ts';
import { noOrder } from '../admission/order.ts';
import { placeOf } from '../admission/place.ts';
import { audit, auditOf } from '../audit/audit.ts';
import { placeOfRunOn } from '../hybrid-workers/places.ts';
import { environmentForRunbook, lockFor } from '../environments/use.ts';
import { type StoredJob, openJob, storeJob } from '../jobs/storing.ts';
import { type Halt, demandWorkflow, haltJob, resumeJob } from '../jobs/halting.ts';
import { type Job, jobColumns } from '../jobs/job.ts';
import type { Actor } from '../model.ts';
import { jobToShow } from '../redaction/job-to-show.ts';
import type { Redactors } from '../redaction/redactors.ts';
import { isApproved } from '../reviews/reviews.ts';
import { readPolicy } from '../runbooks/publishing-policy.ts';
import { demandRunnable } from '../runbooks/publishing.ts';
import type { Tenants } from '../tenants/tenants.ts';

export interface TestJobInput {
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  readonly runOn?: string | undefined;
  /** Instead of the runbook's own. */
  readonly runtimeEnvironment?: string | undefined;
  /** A fork of the embedded tenant to rehearse against; the main one when absent. */
  readonly tenant?: string | undefined;
}

/**
 * Runs of drafts. A test job is a job in everything but that no list of jobs has it: its draft is built by a worker first, and
 * what is wrong with the draft is the job's failure. A runbook has one: the next takes the place of the one that has ended.
 */
export interface TestJobs {
  /**
   * When this resolves the test job is never lost.
   * @throws RunbookNotFound, TestDraftMissing, RunbookTypeUnsupported, TestJobRunning, ReviewRequiredForTest, EnvironmentNotBuilt,
   *   TooManyNewJobs
   */
  start(account: Account, runbook: string, input: TestJobInput, actor: Actor): Promise<Job>;
  /** @throws RunbookNotFound, TestJobNotFound */
  get(accountId: string, runbook: string): Promise<Job>;
  stop(account: Account, runbook: string, actor: Actor): Promise<void>;
  suspend(account: Account, runbook: string, actor: Actor): Promise<void>;
  resume(account: Account, runbook: string, actor: Actor): Promise<void>;
}

interface Drafted {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly draft: string | null;
  readonly environmentId: string | null;
}

/** How many jobs of a runbook run at a time is a matter of what is published. */
const unlimited = ({ name }: Drafted) => ({ name, mostAtOnce: null, whenBusy: 'queue' as const });
const asked = { order: noOrder, isChild: false, counted: true, later: false };

export function createTestJobs({
  db,
  queue,
  vault,
  tenants,
  redactors,
}: {
  readonly db: Database;
  readonly queue: Queue;
  readonly vault: Vault;
  readonly tenants: Tenants;
  readonly redactors: Redactors;
}): TestJobs {
  async function get(accountId: string, name: string): Promise<Job> {
    const runbook = await db.maybe<{ id: string }>(
      sql`select id from runbook where account_id = ${accountId} and lower(name) = lower(${name})`,
    );
    if (runbook === undefined) throw problem('RunbookNotFound', { name });
    const row = await db.maybe<StoredJob>(
      statement(`select ${jobColumns} from job where test_of = $1`, [runbook.id]),
    );
    if (row === undefined) throw problem('TestJobNotFound', { name });
    return jobToShow(redactors, openJob(vault, row));
  }

  async function halt(event: Halt, account: Account, name: string, actor: Actor): Promise<void> {
    const { id, runbookName, runbookType } = await get(account.id, name);
    if (event === 'suspend') demandWorkflow(runbookName, runbookType);
    await haltJob({ db, queue }, event, account, id, actor);
  }

  return {
    get,
    async start(account, name, { parameters = {}, runOn, runtimeEnvironment, tenant = 'main' }, actor) {
      if (tenant !== 'main') await tenants.route(tenant);
      return db.transaction(async (tx) => {
        const runbook = await draftOf(tx, account.id, name);
        await demandReviewed(tx, account.id, runbook, tenant);
        await removeEnded(tx, runbook);
        const id = newId();
        const toGroup = (await placeOfRunOn(tx, account.id, runOn)) !== null;
        const place = await placeOf(tx, account.id, unlimited(runbook), { ...asked, toGroup });
        const environmentId = await environmentOf(tx, account.id, runbook, runtimeEnvironment);
        const lock = await lockFor(tx, { accountId: account.id, type: runbook.type, environmentId });
        const row = {
          id,
          name: id,
          runbook,
          artifactHash: null,
          parameters,
          inline: [],
          lock,
          // It is queued when its draft is built.
          place: { ...place, heldBecause: null },
          runOn,
          tenant,
          testOf: runbook.id,
        };
        const job = await storeJob(tx, vault, account.id, row, actor);
        if (job === undefined) throw problem('TestJobRunning', { name: runbook.name });
        await audit(tx, {
          ...auditOf(account, runbook.name, 'runbooks/draft/testJob/write', actor),
          details: { job: id, tenant },
        });
        await enqueueBuild(tx, queue, { accountId: account.id, jobId: id, runbook, actor });
        return job;
      });
    },
    stop: (account, name, actor) => halt('stop', account, name, actor),
    suspend: (account, name, actor) => halt('suspend', account, name, actor),
    async resume(account, name, actor) {
      const { id, runbookName, runbookType } = await get(account.id, name);
      demandWorkflow(runbookName, runbookType);
      await resumeJob({ db, queue }, account, id, actor);
    },
  };
}

/** The row is held: of two tests that are asked for at the same time, the second finds the first. */
async function draftOf(
  tx: Transaction,
  accountId: string,
  name: string,
): Promise<Drafted & { readonly draft: string }> {
  const runbook = await tx.maybe<Drafted>(sql`
    select id, name, type, draft_content as draft, environment_id as "environmentId" from runbook
    where account_id = ${accountId} and lower(name) = lower(${name}) for update`);
  if (runbook === undefined) throw problem('RunbookNotFound', { name });
  const { draft } = runbook;
  if (draft === null || draft.trim() === '') throw problem('TestDraftMissing', { name: runbook.name });
  demandRunnable(runbook.name, runbook.type);
  return { ...runbook, draft };
}

/** Else the test would run for real what nobody may publish. */
async function demandReviewed(
  tx: Transaction,
  accountId: string,
  { id, name, draft }: Drafted & { readonly draft: string },
  tenant: string,
): Promise<void> {
  if (tenant !== 'main' || (await readPolicy(tx, accountId)).review === 'none') return;
  if (!(await isApproved(tx, id, draft))) throw problem('ReviewRequiredForTest', { name });
}

async function removeEnded(tx: Transaction, { id, name }: Drafted): Promise<void> {
  const before = await tx.maybe<{ id: string; ended: boolean }>(
    sql`select id, ended_at is not null as ended from job where test_of = ${id} for update`,
  );
  if (before === undefined) return;
  if (!before.ended) throw problem('TestJobRunning', { name });
  await tx.query(sql`delete from job where id = ${before.id}`);
}

async function environmentOf(
  tx: Transaction,
  accountId: string,
  runbook: Drafted,
  wanted: string | undefined,
): Promise<string | null> {
  if (wanted === undefined || wanted === '') return runbook.environmentId;
  return (await environmentForRunbook(tx, accountId, wanted, runbook.type)).id;
}

async function enqueueBuild(
  tx: Transaction,
  queue: Queue,
  test: {
    readonly accountId: string;
    readonly jobId: string;
    readonly runbook: Drafted & { readonly draft: string };
    readonly actor: Actor;
  },
): Promise<void> {
  const { accountId, jobId, runbook, actor } = test;
  const id = newId();
  await tx.query(sql`
    insert into operation (id, account_id, kind, runbook_id, runbook_name, runbook_type, source, status, requested_by, job_id, created_at)
    values (${id}, ${accountId}, 'test', ${runbook.id}, ${runbook.name}, ${runbook.type}, ${runbook.draft}, 'InProgress',
      ${actor.objectId}, ${jobId}, now())`);
  await queue.enqueue(tx, 'build', id);
}
