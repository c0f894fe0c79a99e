import { type Logger, isProblem, problem } from '#kernel';
import { type Claimed, type Queue, type Topic, groupHeartbeatSeconds } from '#queue';
import { type Database, type Vault, sql } from '#store';
import {
  type Claim,
  type InlineRunbook,
  type JobClaim,
  type StepRecord,
  isWorkflow,
  languageOfType,
} from '#worker-link';

import type { EnvironmentBuilds } from '../environments/builds.ts';
import type { EnvironmentFacts } from '../environments/environment.ts';
import { lockForWorker } from '../environments/use.ts';
import { jobChannel, parametersBinding, stepBinding, stepNameBinding } from '../jobs/job.ts';
import { before } from '../jobs/job-states.ts';
import { settleEnd } from '../jobs/settling.ts';
import type { ModuleImports } from '../modules/imports.ts';
import type { Publishing } from '../runbooks/publishing.ts';
import type { SyncJobs } from '../source-control/sync-jobs.ts';
import type { Tenants } from '../tenants/tenants.ts';

export interface ClaimsOptions {
  readonly db: Database;
  readonly queue: Queue;
  readonly vault: Vault;
  readonly publishing: Publishing;
  readonly imports: ModuleImports;
  readonly environmentBuilds: EnvironmentBuilds;
  readonly syncJobs: SyncJobs;
  readonly tenants: Tenants;
  readonly logger: Logger;
}

/** Who takes the work. */
export interface Claimer {
  readonly name: string;
  /** Of a worker that joined a group. */
  readonly hybridWorkerId?: string;
  /** It ends attempts by the lease that their claims tell. */
  readonly heedsLease?: boolean;
  /** The user that its jobs run as, unless it is root. */
  readonly runsAs?: string | undefined;
  /** It runs jobs as whatever user they are to run as, but root. */
  readonly runsAsAny?: boolean;
}

/** The next piece of work of these topics, as an attempt of the claimer; undefined when none came in time. */
export type ClaimFrom = (
  topics: readonly Topic[],
  claimer: Claimer,
  waitMilliseconds: number,
  signal?: AbortSignal,
  /** Ends the waiting alone: what came already is given. */
  enough?: AbortSignal,
) => Promise<Claim | undefined>;

interface NumberedJob {
  readonly attempt: number;
  /** Null where the queue alone decides. */
  readonly leaseSeconds: number | null;
  readonly accountId: string;
  readonly name: string;
  readonly type: string;
  readonly artifactHash: string;
  readonly tenant: string;
  readonly parameters: Buffer;
  readonly secretParameters: string[];
  readonly allowedHosts: string[];
  readonly inline: InlineRunbook[];
  readonly account: NonNullable<JobClaim['account']>;
  readonly environment: EnvironmentFacts | null;
  readonly lock: string | null;
  /** Of hybrid workers, with the credential that it names. */
  readonly group: {
    readonly name: string;
    readonly credential: string | null;
    /** Of the credential, where it is there. */
    readonly user: string | null;
  } | null;
}

/** How the PowerShell host names the steps that are checkpoints. */
const checkpointStep = '^Checkpoint-Workflow [0-9]+$';

/**
 * Takes work from the queue and numbers the attempt at it. Should the control plane die in between, nobody sends
 * heartbeats for what the queue gave away, and the queue gives it away again.
 */
export function createClaims(options: ClaimsOptions): ClaimFrom {
  const { db, queue, vault, publishing, imports, environmentBuilds, syncJobs, tenants, logger } = options;

  /** From here on only this number's writes count. One statement: it lies on the way to a job's first line. */
  function number(
    id: string,
    { name, hybridWorkerId, heedsLease = false }: Claimer,
  ): Promise<NumberedJob | undefined> {
    return db.maybe<NumberedJob>(sql`
      with claimed as (
        update job set attempt = attempt + 1, status = 'Activating', status_modified_at = now(), modified_at = now()
        where id = ${id} and status = any(${before('Activating')})
        returning *
      ), numbered as (
        insert into job_attempt (job_id, number, worker, hybrid_worker_id, claimed_at, lease_seconds)
        select id, attempt, ${name}, ${hybridWorkerId ?? null}::uuid, now(),
          case when ${heedsLease} then (select g.silence_seconds from hybrid_worker_place p join hybrid_worker_group g on g.id = p.group_id
            where p.id = claimed.worker_group_id and g.silence_seconds < ${groupHeartbeatSeconds}) end
        from claimed returning lease_seconds
      )
      select c.attempt, (select lease_seconds from numbered) as "leaseSeconds", c.account_id as "accountId", c.runbook_name as name, c.runbook_type as type, c.artifact_hash as "artifactHash", c.tenant, c.parameters,
        c.secret_parameters as "secretParameters",
        a.allowed_hosts as "allowedHosts", c.inline,
        json_build_object('subscriptionId', a.subscription_id, 'resourceGroup', a.resource_group, 'name', a.name) as account, c.environment, l.content as lock,
        (select json_build_object('name', g.name, 'credential', g.credential, 'user',
          (select user_name from credential u where u.account_id = c.account_id and lower(u.name) = lower(g.credential))) 
          from hybrid_worker_place p join hybrid_worker_group g on g.id = p.group_id where p.id = c.worker_group_id) as group,
        case when c.worker_group_id is null and c.round > (select last_value from job_round) then setval('job_round', c.round) end as turn,
        pg_notify(${jobChannel}, c.id::text) as told
      from claimed c join account a on a.id = c.account_id left join environment_lock l on l.id = c.lock_id`);
  }

  /**
   * What earlier attempts recorded; of a workflow's checkpoints (up to 5 MB each) the newest, which holds all. It is asked for after the number was written, never in the same statement: that one
   * waits for steps which are being recorded, but sees the database as it was before it waited.
   */
  async function journal(id: string, { attempt, type }: NumberedJob): Promise<StepRecord[]> {
    if (attempt === 1) return [];
    const checkpoints = isWorkflow(type) ? checkpointStep : null;
    const steps = await db.query<{ name: string; fullName: Buffer | null; result: Buffer }>(sql`
      select name, full_name as "fullName", result from job_step
      where job_id = ${id} and (${checkpoints}::text is null or name !~ ${checkpoints}
        or position = (select max(position) from job_step where job_id = ${id} and name ~ ${checkpoints}))
      order by position`);
    return steps.map(({ name, fullName, result }) => ({
      name: fullName === null ? name : vault.openText(fullName, stepNameBinding(id, name)),
      result: JSON.parse(vault.openText(result, stepBinding(id, name))) as unknown,
    }));
  }

  async function claimJob(claimed: Claimed, claimer: Claimer): Promise<JobClaim | undefined> {
    const { id } = claimed;
    const job = await number(id, claimer);
    if (job === undefined) return settleUnclaimable(claimed);
    const attempt = { jobId: id, number: job.attempt };
    const { environment, lock, group } = job;
    const user = group === null || group.credential === null ? undefined : group.user;
    const isOwn = user === undefined || user === claimer.runsAs;
    // Never as another user than the one that was asked for.
    if (
      group !== null &&
      group.credential !== null &&
      (user === null || (!isOwn && claimer.runsAsAny !== true))
    ) {
      const { name, credential } = group;
      const values = { group: name, credential, user: user ?? credential };
      return failUnstarted(id, job.attempt, problem('RunAsNotPossible', values).advice);
    }
    // Removed in the moment in which the job was made: it must not run on something else.
    if (environment !== null && lock === null)
      return failUnstarted(
        id,
        job.attempt,
        problem('EnvironmentNotFound', { name: environment.name }).advice,
      );
    try {
      const [steps, tenant, modules] = await Promise.all([
        journal(id, job),
        tenants.route(job.tenant),
        lock === null && languageOfType(job.type) === 'powershell' ? imports.ready(job.accountId) : undefined,
      ]);
      const parameters = vault.openText(job.parameters, parametersBinding(id));
      return {
        kind: 'job',
        attempt,
        runbook: { name: job.name, type: job.type, artifactHash: job.artifactHash },
        parameters: JSON.parse(parameters) as Record<string, string>,
        ...(job.secretParameters.length > 0 && { secretParameters: job.secretParameters }),
        journal: steps,
        tenant,
        allowedHosts: job.allowedHosts,
        ...(!isOwn && user !== null && { runAs: user }),
        ...(job.leaseSeconds !== null && { leaseSeconds: job.leaseSeconds }),
        account: job.account,
        ...(job.inline.length > 0 && { inline: job.inline }),
        ...(modules !== undefined && { modules: [...modules] }),
        ...(environment !== null && lock !== null && lockForWorker(environment.name, environment.hash, lock)),
      };
    } catch (error) {
      // A rehearsal whose fork was deleted can never run: it fails with that reason instead of coming back for ever.
      if (!isProblem(error, 'RehearsalTenantUnknown')) throw error;
      return failUnstarted(id, job.attempt, error.advice);
    }
  }

  /** Ended, or asked to stop or to suspend while nobody had it: there is nothing to run any more. */
  async function settleUnclaimable({ topic, id }: Claimed): Promise<undefined> {
    await db.transaction(async (tx) => {
      const stopped = await tx.maybe(sql`
        update job set status = 'Stopped', ended_at = now(), status_modified_at = now(), modified_at = now()
        where id = ${id} and status = 'Stopping' returning 1`);
      if (stopped !== undefined) return settleEnd(tx, queue, id);
      await tx.query(sql`
        update job set status = 'Suspended', status_modified_at = now(), modified_at = now()
        where id = ${id} and status = 'Suspending'`);
      await queue.complete({ topic, id }, tx);
      await tx.notify(jobChannel, id);
    });
  }

  async function failUnstarted(id: string, attempt: number, exception: string): Promise<undefined> {
    await db.transaction(async (tx) => {
      const failed = await tx.maybe(sql`
        with failed as (
          update job set status = 'Failed', exception = ${exception}, ended_at = now(), status_modified_at = now(), modified_at = now()
          where id = ${id} and attempt = ${attempt} and ended_at is null returning id
        )
        update job_attempt set ended_at = now(), outcome = 'Failed'
        where job_id = (select id from failed) and number = ${attempt} returning 1`);
      if (failed !== undefined) await settleEnd(tx, queue, id);
    });
  }

  async function prepare(claimed: Claimed, claimer: Claimer): Promise<Claim | undefined> {
    if (claimed.topic !== 'build') return claimJob(claimed, claimer);
    const build = await publishing.claimBuild(claimed.id);
    if (build !== undefined) return { kind: 'build', ...build };
    const tried = await imports.claim(claimed.id);
    if (tried !== undefined) return { kind: 'import', ...tried };
    const environment = await environmentBuilds.claim(claimed.id);
    if (environment !== undefined) return { kind: 'environment', ...environment };
    const sync = await syncJobs.claim(claimed.id);
    if (sync !== undefined) return { kind: 'sync', ...sync };
    await queue.complete(claimed);
    return undefined;
  }

  return async (topics, claimer, waitMilliseconds, signal, enough) => {
    const either = [signal, enough].filter((each) => each !== undefined);
    const claimed = await queue.claim(topics, { waitMilliseconds, signal: AbortSignal.any(either) });
    if (claimed === undefined) return undefined;
    const claim = await prepare(claimed, claimer).catch(async (error: unknown) => {
      logger.warn('a claim could not be prepared and goes back', { id: claimed.id, error });
      await queue.release(claimed).catch(() => {});
      throw error;
    });
    if (claim === undefined || signal?.aborted !== true) return claim;
    // Who asked has hung up meanwhile: nobody would send heartbeats.
    await queue.release(claimed);
    return undefined;
  };
}
