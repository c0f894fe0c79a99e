import { createHash } from 'node:crypto';

import { type Logger, problem } from '#kernel';
import { type Queue, type Topic, jobTopic } from '#queue';
import { type Database, type Vault, sql } from '#store';
import type { AttemptRef, LinkEvent, WorkerLink } from '#worker-link';

import type { Assets } from '../assets/assets.ts';
import type { EnvironmentBuilds } from '../environments/builds.ts';
import type { Identities } from '../identities/identities.ts';
import { jobChannel, stopChannel } from '../jobs/job.ts';
import { type JobStatus, before } from '../jobs/job-states.ts';
import { seenEverySeconds } from '../hybrid-workers/seen.ts';
import type { ModuleImports } from '../modules/imports.ts';
import type { Packages } from '../modules/packages.ts';
import type { Redactors } from '../redaction/redactors.ts';
import type { Publishing } from '../runbooks/publishing.ts';
import type { SyncJobs } from '../source-control/sync-jobs.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { jobOutput, startChild } from './children.ts';
import { type ClaimFrom, createClaims } from './claims.ts';
import { appendCalls, demandCurrent, endJob, recordStep, stale, suspendJob } from './fenced-writes.ts';
import { screenedLink } from './screened-link.ts';
import { amendStreams, appendStreams, isKept } from './stream-writes.ts';
import { awaitJobs, park } from './waits.ts';

export interface AttemptsOptions {
  readonly db: Database;
  readonly queue: Queue;
  readonly vault: Vault;
  readonly assets: Assets;
  readonly identities: Identities;
  readonly publishing: Publishing;
  readonly imports: ModuleImports;
  readonly environmentBuilds: EnvironmentBuilds;
  readonly syncJobs: SyncJobs;
  readonly packages: Packages;
  readonly tenants: Tenants;
  readonly redactors: Redactors;
  readonly logger: Logger;
}

const commands: Readonly<Partial<Record<JobStatus, 'stop' | 'suspend'>>> = {
  Stopping: 'stop',
  Suspending: 'suspend',
};

export interface Attempts {
  /** The domain's side of the worker-link, for the workers of the installation. */
  readonly link: WorkerLink;
  /** Takes what waits for a group's workers, too. */
  readonly claimFrom: ClaimFrom;
  /** Gives what a worker of a group has back for the next attempt, without asking it. */
  takeBack(hybridWorkerId: string, reason: string): Promise<void>;
  /** The same for whoever is silent for longer than the attempt's lease, of those that somebody could hear for so long. */
  takeBackSilent(heardForSeconds: number): Promise<void>;
}

export function createAttempts(options: AttemptsOptions): Attempts {
  const { db, queue, redactors } = options;
  const claimFrom = createClaims(options);
  const link = screenedLink({
    link: createLink(options, claimFrom),
    redactors,
    amend: (attempt, records) => amendStreams(db, attempt, records),
    isKept: (attempt, sequence) => isKept(db, attempt, sequence),
  });
  return {
    link,
    claimFrom,
    async takeBackSilent(heardForSeconds) {
      // Whoever has just been given one may have asked for it half a minute ago.
      const silent = await db.query<{ id: string; group: string | null }>(sql`
        update job_attempt a set ended_at = now(), outcome = 'released: its worker fell silent'
        from job j, hybrid_worker w
        where j.id = a.job_id and j.attempt = a.number and j.ended_at is null and j.status not in ('Waiting', 'Suspended', 'Resuming')
          and a.ended_at is null and a.hybrid_worker_id is not null and a.lease_seconds is not null
          and w.account_id = j.account_id and w.id = a.hybrid_worker_id
          and a.lease_seconds + ${seenEverySeconds}::int < ${heardForSeconds}::float8
          and greatest(w.last_seen_at, a.claimed_at) < now() - make_interval(secs => a.lease_seconds + ${seenEverySeconds}::int)
        returning j.id, j.worker_group_id as group`);
      for (const { id, group } of silent) await queue.release({ topic: jobTopic(group), id });
    },
    async takeBack(hybridWorkerId, reason) {
      const open = await db.query<{ id: string; group: string | null }>(sql`
        update job_attempt a set ended_at = now(), outcome = ${`released: ${reason}`}
        from job j where j.id = a.job_id and j.attempt = a.number and j.ended_at is null
          and j.status not in ('Waiting', 'Suspended', 'Resuming')
          and a.hybrid_worker_id = ${hybridWorkerId} and a.ended_at is null
        returning j.id, j.worker_group_id as group`);
      for (const { id, group } of open) await queue.release({ topic: jobTopic(group), id });
    },
  };
}

function createLink(options: AttemptsOptions, claimFrom: ClaimFrom): WorkerLink {
  const { db, queue, vault, assets, identities, publishing, imports, environmentBuilds, syncJobs } = options;
  const { packages, tenants, logger } = options;

  /** What the attempt works at, if it is the one that counts. */
  async function current(attempt: AttemptRef): Promise<{ topic: Topic; status: JobStatus }> {
    const row = await db.maybe<{ kind: 'job' | 'build'; group: string | null; status: JobStatus }>(sql`
      select 'job' as kind, worker_group_id as group, status from job
      where id = ${attempt.jobId} and attempt = ${attempt.number} and ended_at is null
      union all
      select 'build', null, 'Running' from operation
      where id = ${attempt.jobId} and attempt = ${attempt.number} and status = 'InProgress'
      union all
      select 'build', null, 'Running' from module_version
      where id = ${attempt.jobId} and import_attempt = ${attempt.number} and state = 'RunningImportModuleRunbook'
      union all
      select 'build', null, 'Running' from runtime_environment
      where build_id = ${attempt.jobId} and build_attempt = ${attempt.number} and state = 'Building'
      union all
      select 'build', null, 'Running' from source_control_sync
      where id = ${attempt.jobId} and attempt = ${attempt.number} and not imported and ended_at is null`);
    if (row === undefined) throw stale(attempt);
    const { kind, group, status } = row;
    return { topic: kind === 'job' ? jobTopic(group) : kind, status };
  }

  /** Stops and suspensions whose notification nobody here may have heard: asked for while the worker or the database was away. */
  async function unheardHalts(handle: (event: LinkEvent) => void): Promise<void> {
    const halting = await db.query<AttemptRef & { status: JobStatus }>(sql`
      select id as "jobId", attempt as number, status from job where status in ('Stopping', 'Suspending')`);
    for (const { status, ...attempt } of halting)
      handle({ event: status === 'Stopping' ? 'stop' : 'suspend', attempt });
  }

  return {
    claim: ({ worker, kinds, waitMilliseconds }, signal) =>
      claimFrom(kinds, { name: worker }, waitMilliseconds, signal),
    async artifact(hash) {
      const row = await db.maybe<{ content: string }>(sql`select content from artifact where hash = ${hash}`);
      if (row === undefined || createHash('sha256').update(row.content).digest('hex') !== hash) {
        throw problem('ArtifactNotFound', { hash });
      }
      return row.content;
    },
    package: (hash) => packages.read(hash),
    async started(attempt, { isolation, engine }) {
      const row = await db.maybe(sql`
        with running as (
          update job set status = case when status = any(${before('Running')}) then 'Running' else status end,
            started_at = coalesce(started_at, now()), status_modified_at = now(), modified_at = now(),
            isolation = ${JSON.stringify(isolation)}
          where id = ${attempt.jobId} and attempt = ${attempt.number} and ended_at is null returning id
        )
        update job_attempt set started_at = now(), engine = ${engine}
        where job_id = (select id from running) and number = ${attempt.number} returning 1`);
      if (row === undefined) throw stale(attempt);
      await db.notify(jobChannel, attempt.jobId);
    },
    async heartbeat(attempt) {
      const { topic, status } = await current(attempt);
      if (!(await queue.heartbeat({ topic, id: attempt.jobId }))) throw stale(attempt);
      return { command: commands[status] ?? 'continue' };
    },
    appendStreams: (attempt, records) => appendStreams(db, attempt, records),
    recordStep: (attempt, step) => recordStep(db, vault, attempt, step),
    appendCalls: (attempt, calls) => appendCalls(db, attempt, calls),
    async getVariable(attempt, name) {
      return assets.valueForJob((await demandCurrent(db, attempt)).accountId, name, attempt.jobId);
    },
    async setVariable(attempt, name, value) {
      const { accountId } = await demandCurrent(db, attempt);
      await assets.setFromJob(accountId, name, value, attempt.jobId);
    },
    async getCredential(attempt, name) {
      return assets.credentialForJob((await demandCurrent(db, attempt)).accountId, name, attempt.jobId);
    },
    async getCertificate(attempt, name) {
      return assets.certificateForJob((await demandCurrent(db, attempt)).accountId, name, attempt.jobId);
    },
    async getConnection(attempt, name) {
      return assets.connectionForJob((await demandCurrent(db, attempt)).accountId, name, attempt.jobId);
    },
    async token(attempt, request) {
      const { accountId, tenant } = await demandCurrent(db, attempt);
      const { origin } = await tenants.route(tenant);
      return identities.token(accountId, origin, request);
    },
    end: (attempt, end) => endJob(db, queue, attempt, end),
    suspended: (attempt) => suspendJob(db, queue, attempt),
    startJob: (attempt, request) => startChild({ db, queue, vault }, attempt, request),
    awaitJobs: (attempt, request, signal) => awaitJobs(db, attempt, request, signal),
    jobOutput: async (attempt, jobId) => jobOutput(db, await demandCurrent(db, attempt), jobId),
    parked: (attempt, parking) => park(db, queue, attempt, parking),
    async built(attempt, result) {
      await publishing.finishBuild(attempt, result);
      await queue.complete({ topic: 'build', id: attempt.jobId });
    },
    async imported(attempt, result) {
      await imports.finish(attempt, result);
      await queue.complete({ topic: 'build', id: attempt.jobId });
    },
    async environmentBuilt(attempt, result) {
      await environmentBuilds.finish(attempt, result);
      await queue.complete({ topic: 'build', id: attempt.jobId });
    },
    async synced(attempt, result) {
      await syncJobs.finish(attempt, result);
      await queue.complete({ topic: 'build', id: attempt.jobId });
    },
    async release(attempt, reason) {
      const { topic } = await current(attempt);
      await db.query(sql`
        update job_attempt set ended_at = now(), outcome = ${`released: ${reason}`}
        where job_id = ${attempt.jobId} and number = ${attempt.number}`);
      await queue.release({ topic, id: attempt.jobId });
    },
    async follow(_worker, handle, signal) {
      const catchUp = (): void =>
        void unheardHalts(handle).catch((error: unknown) =>
          logger.warn('stops could not be told', { error }),
        );
      const unlisten = await db.listen(
        stopChannel,
        (payload) => handle(JSON.parse(payload) as LinkEvent),
        catchUp,
      );
      // Only now: a stop that is asked for after the greeting is heard.
      handle({ event: 'hello' });
      catchUp();
      const gone = Promise.withResolvers<void>();
      signal.addEventListener('abort', () => gone.resolve(), { once: true });
      if (signal.aborted) gone.resolve();
      await gone.promise;
      await unlisten();
    },
  };
}
