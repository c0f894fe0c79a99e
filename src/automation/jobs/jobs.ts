import { newId, problem } from '#kernel';
import type { Queue } from '#queue';
import { type Database, type Queryable, type Vault, sql, statement } from '#store';
import { type ParameterDefinition, isWorkflow, languageOfType, languageRules } from '#worker-link';

import type { Account } from '../accounts/accounts.ts';
import { audit, auditOf } from '../audit/audit.ts';
import { type LockRow, joinEnvironment, lockColumns, lockOf } from '../environments/use.ts';
import { type Actor, type Page, pageSize, toPage } from '../model.ts';
import type { Tenants } from '../tenants/tenants.ts';
import {
  type Job,
  type JobFilter,
  type JobSummary,
  jobChannel,
  jobColumns,
  parametersBinding,
  stopChannel,
} from './job.ts';
import { type JobStatus, before, jobStates, mayBecome } from './job-states.ts';
import { checkParameters } from './parameters.ts';

export interface JobInput {
  readonly name: string;
  readonly runbook: string;
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  readonly runOn?: string | undefined;
  /** A fork of the embedded tenant to rehearse against; the main one when absent. */
  readonly tenant?: string | undefined;
}

export interface Jobs {
  /** When this resolves the job is never lost, whatever crashes next. */
  create(account: Account, input: JobInput, actor: Actor): Promise<Job>;
  /** By the name that the client chose, or by the server's id. */
  get(accountId: string, nameOrId: string): Promise<Job>;
  list(accountId: string, filter: JobFilter, after?: string): Promise<Page<JobSummary>>;
  stop(account: Account, nameOrId: string, actor: Actor): Promise<void>;
  /** At its next checkpoint. Only a PowerShell Workflow can be suspended. */
  suspend(account: Account, nameOrId: string, actor: Actor): Promise<void>;
  /** Goes on from the checkpoint at which it was suspended, as its next attempt. */
  resume(account: Account, nameOrId: string, actor: Actor): Promise<void>;
  runbookContent(accountId: string, nameOrId: string): Promise<string>;
}

type StoredJob = Omit<Job, 'parameters'> & { readonly sealedParameters: Buffer };

interface Published extends LockRow {
  readonly name: string;
  readonly type: string;
  readonly artifactHash: string | null;
  readonly parameters: readonly ParameterDefinition[] | null;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A job in one of these is with no worker. */
const unclaimed: readonly JobStatus[] = ['New', 'Suspended', 'Resuming'];
const halts = {
  stop: { done: 'Stopped', asked: 'Stopping', action: 'stopped' },
  suspend: { done: 'Suspended', asked: 'Suspending', action: 'suspended' },
} as const;

function demandWorkflow(name: string, type: string): void {
  if (!isWorkflow(type)) throw problem('JobNotSuspendable', { name, type });
}

export interface JobsOptions {
  readonly db: Database;
  readonly queue: Queue;
  readonly vault: Vault;
  readonly tenants: Tenants;
}

export function createJobs({ db, queue, vault, tenants }: JobsOptions): Jobs {
  const opened = ({ sealedParameters, ...job }: StoredJob): Job => ({
    ...job,
    parameters: JSON.parse(vault.openText(sealedParameters, parametersBinding(job.id))) as Record<
      string,
      string
    >,
  });

  async function find(
    accountId: string,
    nameOrId: string,
    queryable: Queryable = db,
  ): Promise<Job | undefined> {
    const row = await queryable.maybe<StoredJob>(
      statement(
        `select ${jobColumns} from job where account_id = $1 and (lower(name) = lower($2) or id = $3) order by lower(name) = lower($2) desc limit 1`,
        [accountId, nameOrId, uuid.test(nameOrId) ? nameOrId : null],
      ),
    );
    return row === undefined ? undefined : opened(row);
  }

  async function get(accountId: string, nameOrId: string): Promise<Job> {
    const job = await find(accountId, nameOrId);
    if (job === undefined) throw problem('JobNotFound', { name: nameOrId });
    return job;
  }

  async function published(
    queryable: Queryable,
    accountId: string,
    name: string,
  ): Promise<Published & { artifactHash: string }> {
    const found = await queryable.maybe<Published>(
      statement(
        `select r.name, r.type, v.artifact_hash as "artifactHash", v.parameters, ${lockColumns}
         from runbook r left join runbook_version v on v.runbook_id = r.id and v.number = r.published_number
         ${joinEnvironment} where r.account_id = $1 and lower(r.name) = lower($2)`,
        [accountId, name],
      ),
    );
    if (found === undefined) throw problem('RunbookNotFound', { name });
    const { artifactHash } = found;
    if (artifactHash === null) throw problem('RunbookNotPublished', { name });
    return { ...found, artifactHash };
  }

  /** Where nobody has the job it is done here; else its worker is told. */
  async function halt(
    event: 'stop' | 'suspend',
    account: Account,
    nameOrId: string,
    actor: Actor,
  ): Promise<void> {
    const { id, name, runbookType } = await get(account.id, nameOrId);
    if (event === 'suspend') demandWorkflow(name, runbookType);
    const { done, asked, action } = halts[event];
    await db.transaction(async (tx) => {
      const job = await tx.one<{ status: JobStatus; attempt: number }>(
        sql`select status, attempt from job where id = ${id} for update`,
      );
      const to: JobStatus = unclaimed.includes(job.status) ? done : asked;
      if (!mayBecome(job.status, to)) throw problem('JobStateWrong', { name, status: job.status, action });
      await tx.query(sql`
        update job set status = ${to}, status_modified_at = now(), modified_at = now(),
          ended_at = case when ${jobStates[to].ended} then now() end
        where id = ${id} and status = any(${before(to)})`);
      await audit(tx, auditOf(account, name, `jobs/${event}/action`, actor));
      if (to === done) await queue.complete({ topic: 'job', id }, tx);
      else
        await tx.notify(stopChannel, JSON.stringify({ event, attempt: { jobId: id, number: job.attempt } }));
      await tx.notify(jobChannel, id);
    });
  }

  return {
    get,
    async create(account, input, actor) {
      const { tenant = 'main' } = input;
      if (tenant !== 'main') await tenants.route(tenant);
      const id = newId();
      return db.transaction(async (tx) => {
        const runbook = await published(tx, account.id, input.runbook);
        const given = input.parameters ?? {};
        const language = languageOfType(runbook.type);
        const undeclared = language !== undefined && !languageRules[language].declaresParameters;
        const parameters = undeclared
          ? given
          : checkParameters(runbook.name, runbook.parameters ?? [], given);
        const lock = lockOf(runbook);
        const environment =
          lock === undefined ? null : { name: lock.name, revision: lock.revision, hash: lock.hash };
        const sealed = vault.seal(JSON.stringify(parameters), parametersBinding(id));
        const row = await tx.maybe<StoredJob>(
          statement(
            `insert into job (id, account_id, name, runbook_name, runbook_type, artifact_hash, status, parameters, tenant,
               run_on, started_by, environment, lock_id, created_at, modified_at, status_modified_at)
             values ($1, $2, $3, $4, $5, $6, 'New', $7, $8, $9, $10, $11, $12, now(), now(), now())
             on conflict do nothing returning ${jobColumns}`,
            [
              id,
              account.id,
              input.name,
              runbook.name,
              runbook.type,
              runbook.artifactHash,
              sealed,
              tenant,
              input.runOn ?? null,
              actor.objectId,
              environment === null ? null : JSON.stringify(environment),
              lock?.lockId ?? null,
            ],
          ),
        );
        if (row === undefined) throw problem('JobExists', { name: input.name });
        await audit(tx, {
          ...auditOf(account, input.name, 'jobs/write', actor),
          details: { runbook: runbook.name, tenant },
        });
        await queue.enqueue(tx, 'job', id);
        return { ...opened(row), parameters };
      });
    },
    async list(accountId, filter, after) {
      // The row itself says when it was made: to the microsecond, which a time in the token would lose.
      if (after !== undefined && !uuid.test(after)) throw problem('SkipTokenInvalid');
      const rows = await db.query<JobSummary>(sql`
        select id, name, runbook_name as "runbookName", status, created_at as "createdAt", started_at as "startedAt",
          ended_at as "endedAt", modified_at as "modifiedAt", run_on as "runOn", tenant
        from job
        where account_id = ${accountId}
          and (${filter.runbookName ?? null}::text is null or lower(runbook_name) = lower(${filter.runbookName ?? null}))
          and (${filter.status ?? null}::text is null or status = ${filter.status ?? null})
          and (${filter.startedFrom ?? null}::timestamptz is null or started_at >= ${filter.startedFrom ?? null})
          and (${filter.endedUntil ?? null}::timestamptz is null or ended_at <= ${filter.endedUntil ?? null})
          and (${filter.createdFrom ?? null}::timestamptz is null or created_at >= ${filter.createdFrom ?? null})
          and (${after ?? null}::uuid is null
            or (created_at, id) < (select created_at, id from job where account_id = ${accountId} and id = ${after ?? null}))
        order by created_at desc, id desc limit ${pageSize + 1}`);
      return toPage(rows, ({ id }) => id);
    },
    stop: (account, nameOrId, actor) => halt('stop', account, nameOrId, actor),
    suspend: (account, nameOrId, actor) => halt('suspend', account, nameOrId, actor),
    async resume(account, nameOrId, actor) {
      const { id, name, runbookType } = await get(account.id, nameOrId);
      demandWorkflow(name, runbookType);
      await db.transaction(async (tx) => {
        const { status } = await tx.one<{ status: JobStatus }>(
          sql`select status from job where id = ${id} for update`,
        );
        if (!mayBecome(status, 'Resuming'))
          throw problem('JobStateWrong', { name, status, action: 'resumed' });
        await tx.query(
          sql`update job set status = 'Resuming', status_modified_at = now(), modified_at = now() where id = ${id}`,
        );
        await audit(tx, auditOf(account, name, 'jobs/resume/action', actor));
        await queue.enqueueAgain(tx, 'job', id);
        await tx.notify(jobChannel, id);
      });
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
