import { createHash } from 'node:crypto';

import { type Logger, isProblem, problem } from '#kernel';
import type { Claimed, Queue } from '#queue';
import { type Database, type Vault, sql } from '#store';
import type { AttemptRef, Claim, JobClaim, LinkEvent, WorkerLink } from '#worker-link';

import type { Assets } from '../assets/assets.ts';
import type { Identities } from '../identities/identities.ts';
import { jobChannel, parametersBinding, stepBinding, stopChannel } from '../jobs/job.ts';
import { type JobStatus, before } from '../jobs/job-states.ts';
import type { Publishing } from '../runbooks/publishing.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { appendCalls, appendStreams, demandCurrent, endJob, recordStep } from './fenced-writes.ts';

export interface AttemptsOptions {
  readonly db: Database;
  readonly queue: Queue;
  readonly vault: Vault;
  readonly assets: Assets;
  readonly identities: Identities;
  readonly publishing: Publishing;
  readonly tenants: Tenants;
  readonly logger: Logger;
}

/** The domain's side of the worker-link. */
export function createAttempts(options: AttemptsOptions): WorkerLink {
  const { db, queue, vault, assets, identities, publishing, tenants, logger } = options;
  const jobOf = ({ jobId }: AttemptRef): Claimed => ({ topic: 'job', id: jobId });

  /** Numbers the attempt: from here on only this number's writes count. */
  async function claimJob(id: string, worker: string): Promise<JobClaim | undefined> {
    const row = await db.maybe<{
      attempt: number;
      name: string;
      type: string;
      artifactHash: string;
      tenant: string;
      parameters: Buffer;
      allowedHosts: string[];
      journal: { name: string; result: string }[] | null;
    }>(sql`
      with claimed as (
        update job set attempt = attempt + 1, status = 'Activating', status_modified_at = now(), modified_at = now()
        where id = ${id} and status = any(${[...before('Activating'), 'Activating', 'Running'] satisfies JobStatus[]})
        returning *
      ), numbered as (
        insert into job_attempt (job_id, number, worker, claimed_at) select id, attempt, ${worker}, now() from claimed
      )
      select c.attempt, c.runbook_name as name, c.runbook_type as type, c.artifact_hash as "artifactHash", c.tenant, c.parameters,
        a.allowed_hosts as "allowedHosts",
        (select json_agg(json_build_object('name', s.name, 'result', encode(s.result, 'base64')) order by s.position)
           from job_step s where s.job_id = c.id) as journal
      from claimed c join account a on a.id = c.account_id`);
    if (row === undefined) {
      await settleUnclaimable(id);
      return undefined;
    }
    await db.notify(jobChannel, id);
    const attempt: AttemptRef = { jobId: id, number: row.attempt };
    return {
      kind: 'job',
      attempt,
      runbook: { name: row.name, type: row.type, artifactHash: row.artifactHash },
      parameters: JSON.parse(vault.openText(row.parameters, parametersBinding(id))) as Record<string, string>,
      journal: (row.journal ?? []).map(({ name, result }) => ({
        name,
        result: JSON.parse(vault.openText(Buffer.from(result, 'base64'), stepBinding(id, name))) as unknown,
      })),
      tenant: await tenants.route(row.tenant),
      allowedHosts: row.allowedHosts,
    };
  }

  /** Ended, or asked to stop while nobody had it: there is nothing to run any more. */
  async function settleUnclaimable(id: string): Promise<void> {
    await db.transaction(async (tx) => {
      await tx.query(sql`
        update job set status = 'Stopped', ended_at = now(), status_modified_at = now(), modified_at = now()
        where id = ${id} and status = 'Stopping'`);
      await queue.complete({ topic: 'job', id }, tx);
      await tx.notify(jobChannel, id);
    });
  }

  async function prepare(claimed: Claimed, worker: string): Promise<Claim | undefined> {
    if (claimed.topic === 'job') return claimJob(claimed.id, worker);
    const build = await publishing.claimBuild(claimed.id);
    if (build === undefined) await queue.complete(claimed);
    return build === undefined ? undefined : { kind: 'build', ...build };
  }

  async function accountOf(attempt: AttemptRef): Promise<{ accountId: string; tenant: string }> {
    return demandCurrent(db, attempt);
  }

  return {
    async claim({ worker, kinds, waitMilliseconds }, signal) {
      const claimed = await queue.claim(kinds, { waitMilliseconds, signal });
      if (claimed === undefined) return undefined;
      try {
        return await prepare(claimed, worker);
      } catch (error) {
        // A rehearsal whose fork was deleted can never run: it fails with that reason instead of coming back for ever.
        if (isProblem(error, 'RehearsalTenantUnknown')) {
          await failUnstarted(db, queue, claimed.id, error.advice);
          return undefined;
        }
        logger.warn('a claim could not be prepared and goes back', { id: claimed.id, error });
        await queue.release(claimed).catch(() => {});
        throw error;
      }
    },
    async artifact(hash) {
      const row = await db.maybe<{ content: string }>(sql`select content from artifact where hash = ${hash}`);
      if (row === undefined || createHash('sha256').update(row.content).digest('hex') !== hash) {
        throw problem('ArtifactNotFound', { hash });
      }
      return row.content;
    },
    async started(attempt, { isolation, engine }) {
      const row = await db.maybe(sql`
        with running as (
          update job set status = case when status = 'Activating' then 'Running' else status end,
            started_at = coalesce(started_at, now()), status_modified_at = now(), modified_at = now(),
            isolation = ${JSON.stringify(isolation)}
          where id = ${attempt.jobId} and attempt = ${attempt.number} and ended_at is null returning id
        )
        update job_attempt set started_at = now(), engine = ${engine}
        where job_id = (select id from running) and number = ${attempt.number} returning 1`);
      if (row === undefined) throw problem('StaleAttempt', { job: attempt.jobId, number: attempt.number });
      await db.notify(jobChannel, attempt.jobId);
    },
    async heartbeat(attempt) {
      const row = await db.maybe<{ status: JobStatus }>(sql`
        select status from job where id = ${attempt.jobId} and attempt = ${attempt.number} and ended_at is null
        union all
        select 'Running' from operation where id = ${attempt.jobId} and attempt = ${attempt.number} and status = 'InProgress'`);
      if (row === undefined) throw problem('StaleAttempt', { job: attempt.jobId, number: attempt.number });
      const mine =
        (await queue.heartbeat(jobOf(attempt))) ||
        (await queue.heartbeat({ topic: 'build', id: attempt.jobId }));
      if (!mine) throw problem('StaleAttempt', { job: attempt.jobId, number: attempt.number });
      return { command: row.status === 'Stopping' ? 'stop' : 'continue' };
    },
    appendStreams: (attempt, records) => appendStreams(db, attempt, records),
    recordStep: (attempt, step) => recordStep(db, vault, attempt, step),
    appendCalls: (attempt, calls) => appendCalls(db, attempt, calls),
    async getVariable(attempt, name) {
      return assets.valueForJob((await accountOf(attempt)).accountId, name);
    },
    async setVariable(attempt, name, value) {
      await assets.setFromJob((await accountOf(attempt)).accountId, name, value);
    },
    async getCredential(attempt, name) {
      return assets.credentialForJob((await accountOf(attempt)).accountId, name);
    },
    async token(attempt, request) {
      const { accountId, tenant } = await accountOf(attempt);
      const { origin } = await tenants.route(tenant);
      return identities.token(accountId, origin, request);
    },
    end: (attempt, end) => endJob(db, queue, attempt, end),
    async built(attempt, result) {
      await publishing.finishBuild(attempt, result);
      await queue.complete({ topic: 'build', id: attempt.jobId });
    },
    async release(attempt, reason) {
      const job = await db.maybe(sql`
        update job_attempt set ended_at = now(), outcome = ${`released: ${reason}`}
        where job_id = ${attempt.jobId} and number = ${attempt.number}
          and exists (select 1 from job where id = ${attempt.jobId} and attempt = ${attempt.number} and ended_at is null)
        returning 1`);
      const build = await db.maybe(sql`
        select 1 from operation where id = ${attempt.jobId} and attempt = ${attempt.number} and status = 'InProgress'`);
      if (job === undefined && build === undefined)
        throw problem('StaleAttempt', { job: attempt.jobId, number: attempt.number });
      await queue.release({ topic: job === undefined ? 'build' : 'job', id: attempt.jobId });
    },
    async follow(_worker, handle, signal) {
      handle({ event: 'hello' });
      const gone = Promise.withResolvers<void>();
      const unlisten = await db.listen(stopChannel, (payload) => {
        handle({ event: 'stop', attempt: JSON.parse(payload) as AttemptRef } satisfies LinkEvent);
      });
      signal.addEventListener('abort', () => gone.resolve(), { once: true });
      if (signal.aborted) gone.resolve();
      await gone.promise;
      await unlisten();
    },
  };
}

async function failUnstarted(db: Database, queue: Queue, id: string, exception: string): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query(sql`
      update job set status = 'Failed', exception = ${exception}, ended_at = now(), status_modified_at = now(), modified_at = now()
      where id = ${id} and ended_at is null`);
    await queue.complete({ topic: 'job', id }, tx);
    await tx.notify(jobChannel, id);
  });
}
