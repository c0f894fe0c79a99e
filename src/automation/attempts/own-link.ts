import { monotonicNow, problem } from '#kernel';
import { jobTopic } from '#queue';
import { type Database, sql } from '#store';
import type { AttemptRef, Claim, WorkerLink } from '#worker-link';

import type { HybridIdentity } from '../hybrid-workers/identities.ts';
import type { Places } from '../hybrid-workers/places.ts';
import type { ClaimFrom, Claimer } from './claims.ts';
import { stale } from './fenced-writes.ts';

export interface OwnLinkOptions {
  readonly db: Database;
  /** Of the workers of the installation, which may do everything that the protocol has. */
  readonly link: WorkerLink;
  readonly claimFrom: ClaimFrom;
  readonly places: Places;
  /** False once it was revoked or moved to another group. */
  readonly isActive: (worker: HybridIdentity) => Promise<boolean>;
  /** Gives a claim back that the worker may not have any more. */
  readonly takeBack: (hybridWorkerId: string, reason: string) => Promise<void>;
}

/** Whose attempt it is never changes: what was looked up is remembered, of so many attempts. */
const mostRemembered = 10_000;

/**
 * The worker-link of one worker of a group: it takes jobs of its group alone, and speaks for attempts that it took itself. Any
 * other attempt is to it as one that does not exist. Builds are for the workers of the installation.
 */
export function createOwnLinks(options: OwnLinkOptions): (worker: HybridIdentity) => WorkerLink {
  const { db, link, claimFrom, places, isActive, takeBack } = options;
  const owners = new Map<string, string>();

  function remember(key: string, owner: string): void {
    owners.set(key, owner);
    for (const oldest of owners.keys()) {
      if (owners.size <= mostRemembered) break;
      owners.delete(oldest);
    }
  }

  async function owns({ accountId, id }: HybridIdentity, { jobId, number }: AttemptRef): Promise<boolean> {
    const key = `${jobId}/${number}`;
    const known = owners.get(key);
    if (known !== undefined) return known === `${accountId}/${id}`;
    const row = await db.maybe(sql`
      select 1 from job_attempt a join job j on j.id = a.job_id
      where a.job_id = ${jobId} and a.number = ${number} and a.hybrid_worker_id = ${id} and j.account_id = ${accountId}`);
    if (row !== undefined) remember(key, `${accountId}/${id}`);
    return row !== undefined;
  }

  /** A job with tags that nobody asked for before is waited for, too, as soon as there is one. */
  async function claimOwn(
    worker: HybridIdentity,
    how: Pick<Claimer, 'heedsLease' | 'runsAs' | 'runsAsAny'>,
    until: number,
    signal: AbortSignal | undefined,
  ): Promise<Claim | undefined> {
    const claimer = { name: worker.name, hybridWorkerId: worker.id, ...how };
    for (;;) {
      const more = await places.whenMore(worker.groupId);
      try {
        const topics = (await places.of(worker)).map((id) => jobTopic(id));
        const left = Math.max(0, until - monotonicNow());
        const claim = await claimFrom(topics, claimer, left, signal, more.signal);
        if (claim !== undefined || !more.signal.aborted || signal?.aborted === true) return claim;
      } finally {
        more.leave();
      }
    }
  }

  async function claimFor(
    worker: HybridIdentity,
    ...[{ kinds, waitMilliseconds, heedsLease, runsAs, runsAsAny, facts }, signal]: Parameters<
      WorkerLink['claim']
    >
  ): Promise<Claim | undefined> {
    if (facts !== undefined)
      await db.query(sql`
        update hybrid_worker set facts = ${JSON.stringify(facts)} where account_id = ${worker.accountId} and id = ${worker.id}`);
    if (!kinds.includes('job')) return undefined;
    const claim = await claimOwn(
      worker,
      { heedsLease: heedsLease === true, runsAs, runsAsAny: runsAsAny === true },
      monotonicNow() + waitMilliseconds,
      signal,
    );
    // Whoever revokes it looks for its attempts afterwards: one of the two sees this one.
    if (claim === undefined) return undefined;
    if (await isActive(worker)) return claim.kind === 'job' ? { ...claim, relayed: true } : claim;
    await takeBack(worker.id, 'its worker may not have it any more');
    throw problem('HybridWorkerRefused');
  }

  /** Artifacts of jobs that it has, and of the runbooks that they call inline. */
  const hasArtifact = ({ accountId, id }: HybridIdentity, hash: string): Promise<unknown> =>
    db.maybe(sql`
      select 1 from job_attempt a join job j on j.id = a.job_id and j.attempt = a.number
      where a.hybrid_worker_id = ${id} and a.ended_at is null and j.account_id = ${accountId} and j.ended_at is null
        and (j.artifact_hash = ${hash} or j.inline @> ${JSON.stringify([{ artifactHash: hash }])}::jsonb) limit 1`);

  /** Packages of the account's own modules, or of the environment that a job of it runs in. */
  const hasPackage = ({ accountId, id }: HybridIdentity, hash: string): Promise<unknown> =>
    db.maybe(sql`
      select 1 from job_attempt a join job j on j.id = a.job_id and j.attempt = a.number
      where a.hybrid_worker_id = ${id} and a.ended_at is null and j.account_id = ${accountId} and j.ended_at is null
        and (exists (select 1 from environment_lock_package p where p.lock_id = j.lock_id and p.package_hash = ${hash}) or (j.lock_id is null and exists (
          select 1 from module_version v where v.account_id = j.account_id and v.package_hash = ${hash}))) limit 1`);

  return (worker) => {
    const demandOwn = async (attempt: AttemptRef): Promise<void> => {
      if (!(await owns(worker, attempt))) throw stale(attempt);
    };
    /** The same method, of its own attempts alone. */
    const own =
      <Rest extends unknown[], Answer>(act: (attempt: AttemptRef, ...rest: Rest) => Promise<Answer>) =>
      async (attempt: AttemptRef, ...rest: Rest): Promise<Answer> => {
        await demandOwn(attempt);
        return act(attempt, ...rest);
      };
    return {
      claim: (request, signal) => claimFor(worker, request, signal),
      async artifact(hash) {
        if ((await hasArtifact(worker, hash)) === undefined) throw problem('ArtifactNotFound', { hash });
        return link.artifact(hash);
      },
      async *package(hash) {
        if ((await hasPackage(worker, hash)) === undefined) throw problem('PackageNotFound', { hash });
        yield* link.package(hash);
      },
      async follow(name, handle, signal) {
        await link.follow(
          name,
          (event) => {
            if (!('attempt' in event)) return handle(event);
            void owns(worker, event.attempt).then(
              (its) => its && handle(event),
              () => {},
            );
          },
          signal,
        );
      },
      started: own(link.started),
      heartbeat: own(link.heartbeat),
      appendStreams: own(link.appendStreams),
      recordStep: own(link.recordStep),
      appendCalls: own(link.appendCalls),
      getVariable: own(link.getVariable),
      setVariable: own(link.setVariable),
      getCredential: own(link.getCredential),
      getCertificate: own(link.getCertificate),
      getConnection: own(link.getConnection),
      token: own(link.token),
      end: own(link.end),
      suspended: own(link.suspended),
      startJob: own(link.startJob),
      awaitJobs: own(link.awaitJobs),
      jobOutput: own(link.jobOutput),
      parked: own(link.parked),
      built: own(link.built),
      imported: own(link.imported),
      environmentBuilt: own(link.environmentBuilt),
      synced: own(link.synced),
      release: own(link.release),
    };
  };
}
