import { type Clock, problem } from '#kernel';
import type { Queue } from '#queue';
import { type Database, type Queryable, type Vault, sql, statement } from '#store';

import type { Account } from '../accounts/accounts.ts';
import type { JobOrder } from '../admission/order.ts';
import type { Actor, Page } from '../model.ts';
import type { Redactors } from '../redaction/redactors.ts';
import { jobToShow } from '../redaction/job-to-show.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { insertJob } from './creation.ts';
import { type StoredJob, openJob } from './storing.ts';
import { readLater } from './later.ts';
import { findParent } from './parents.ts';
import { type Halt, demandWorkflow, haltJob, resumeJob } from './halting.ts';
import { type Job, type JobFilter, type JobSummary, jobColumns } from './job.ts';
import { isJobId, listJobs } from './listing.ts';

export interface JobInput {
  readonly name: string;
  readonly runbook: string;
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  readonly runOn?: string | undefined;
  /** A fork of the embedded tenant to rehearse against; the main one when absent. */
  readonly tenant?: string | undefined;
  /** Id of the job that asks: what a job of this account starts is its child, on its own tenant. */
  readonly parentId?: string | undefined;
  readonly order?: JobOrder | undefined;
  /** When it begins: ISO 8601, without an offset a time of the zone. */
  readonly notBefore?: string | undefined;
  readonly timeZone?: string | undefined;
}

export interface Jobs {
  /** When this resolves the job is never lost, whatever crashes next. @throws JobTimeInvalid, TimeZoneUnknown */
  create(account: Account, input: JobInput, actor: Actor): Promise<Job>;
  /** By the name that the client chose, or by the server's id. */
  get(accountId: string, nameOrId: string): Promise<Job>;
  list(accountId: string, filter: JobFilter, after?: string): Promise<Page<JobSummary>>;
  /** With the jobs that it started, and theirs. */
  stop(account: Account, nameOrId: string, actor: Actor): Promise<void>;
  /** At its next checkpoint. Only a PowerShell Workflow can be suspended. */
  suspend(account: Account, nameOrId: string, actor: Actor): Promise<void>;
  /** Goes on from the checkpoint at which it was suspended, as its next attempt. */
  resume(account: Account, nameOrId: string, actor: Actor): Promise<void>;
  runbookContent(accountId: string, nameOrId: string): Promise<string>;
}

export interface JobsOptions {
  readonly db: Database;
  readonly queue: Queue;
  readonly vault: Vault;
  readonly tenants: Tenants;
  readonly redactors: Redactors;
  readonly clock: Clock;
}

export function createJobs({ db, queue, vault, tenants, redactors, clock }: JobsOptions): Jobs {
  async function find(
    accountId: string,
    nameOrId: string,
    queryable: Queryable = db,
  ): Promise<Job | undefined> {
    const row = await queryable.maybe<StoredJob>(
      statement(
        `select ${jobColumns} from job where account_id = $1 and test_of is null and (lower(name) = lower($2) or id = $3) order by lower(name) = lower($2) desc limit 1`,
        [accountId, nameOrId, isJobId(nameOrId) ? nameOrId : null],
      ),
    );
    return row === undefined ? undefined : jobToShow(redactors, openJob(vault, row));
  }

  async function get(accountId: string, nameOrId: string): Promise<Job> {
    const job = await find(accountId, nameOrId);
    if (job === undefined) throw problem('JobNotFound', { name: nameOrId });
    return job;
  }

  async function halt(event: Halt, account: Account, nameOrId: string, actor: Actor): Promise<void> {
    const { id, name, runbookType } = await get(account.id, nameOrId);
    if (event === 'suspend') demandWorkflow(name, runbookType);
    await haltJob({ db, queue }, event, account, id, actor);
  }

  return {
    get,
    async create(account, { tenant = 'main', parentId, notBefore, timeZone, ...input }, actor) {
      const later = notBefore === undefined ? undefined : readLater(notBefore, timeZone, clock.now());
      if (tenant !== 'main') await tenants.route(tenant);
      const made = await db.transaction(async (tx) => {
        const parent =
          parentId === undefined ? undefined : await findParent(tx, account.id, parentId, input.runbook);
        const whole =
          parent === undefined ? { ...input, tenant } : { ...input, parent, tenant: parent.tenant };
        const submitted = parent === undefined;
        return insertJob(tx, { queue, vault }, account, { ...whole, submitted, later }, actor);
      });
      return jobToShow(redactors, made);
    },
    list: (accountId, filter, after) => listJobs(db, accountId, filter, after),
    stop: (account, nameOrId, actor) => halt('stop', account, nameOrId, actor),
    suspend: (account, nameOrId, actor) => halt('suspend', account, nameOrId, actor),
    async resume(account, nameOrId, actor) {
      const { id, name, runbookType } = await get(account.id, nameOrId);
      demandWorkflow(name, runbookType);
      await resumeJob({ db, queue }, account, id, actor);
    },
    async runbookContent(accountId, nameOrId) {
      const job = await get(accountId, nameOrId);
      const row = await db.maybe<{ content: string }>(sql`
        select v.content from runbook_version v join runbook r on r.id = v.runbook_id
        where r.account_id = ${accountId} and v.artifact_hash = ${job.artifactHash} order by v.number desc limit 1`);
      if (row === undefined) throw problem('RunbookNotFound', { name: job.runbookName });
      return row.content;
    },
  };
}
