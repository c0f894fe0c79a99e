import { createHash } from 'node:crypto';

import { problem } from '#kernel';
import type {
  AttemptRef,
  CallRecord,
  Certificate,
  Claim,
  Connection,
  Credential,
  JobClaim,
  JobEnd,
  LinkEvent,
  Started,
  StreamRecord,
  WorkerLink,
} from '#worker-link';

import { type MemoryChildren, memoryChildren } from './memory-children.ts';
import { type MemoryTaskStarts, createMemoryTasks } from './memory-tasks.ts';

/** What the control plane of a test knows of one job. */
export interface MemoryJob {
  readonly claim: Omit<JobClaim, 'attempt' | 'journal'>;
  readonly journal: { name: string; result: unknown }[];
  readonly streams: (StreamRecord & { attempt: number })[];
  readonly calls: CallRecord[];
  readonly started: Started[];
  readonly released: string[];
  attempt: number;
  end: JobEnd | undefined;
  readonly ended: PromiseWithResolvers<JobEnd>;
}

export interface MemoryLink extends WorkerLink, MemoryChildren, MemoryTaskStarts {
  publish(artifact: string): string;
  /** Enqueues a job and returns its id. */
  start(artifact: string, parameters?: Record<string, string>, more?: Partial<MemoryJob['claim']>): string;
  job(id: string): MemoryJob;
  end(id: string): Promise<JobEnd>;
  end(attempt: AttemptRef, end: JobEnd): Promise<void>;
  stopJob(id: string): void;
  suspendJob(id: string): void;
  /** Jobs that wait at a checkpoint; `reclaim` resumes one. */
  readonly suspendedJobs: Set<string>;
  /** Gives the job to the next claimer, as the queue does when heartbeats stay away. */
  reclaim(id: string): void;
  readonly variables: Map<string, unknown>;
  readonly credentials: Map<string, Credential>;
  readonly certificates: Map<string, Certificate>;
  readonly connections: Map<string, Connection>;
  /** Called before each answer: throws to play an outage. */
  outage: (method: string) => void;
}

/** A control plane in memory that keeps the rules of the port: fenced attempts, numbered records, one end. */
export function createMemoryLink(tenantOrigin = 'https://127.0.0.1:9'): MemoryLink {
  const jobs = new Map<string, MemoryJob>();
  const artifacts = new Map<string, string>();
  const queues: Record<'job' | 'build', string[]> = { job: [], build: [] };
  const waiters: { kind: 'job' | 'build'; wake: () => void }[] = [];
  const followers = new Set<(event: LinkEvent) => void>();
  const variables = new Map<string, unknown>();
  const credentials = new Map<string, Credential>();
  const certificates = new Map<string, Certificate>();
  const connections = new Map<string, Connection>();
  let count = 0;

  const enqueue = (kind: 'job' | 'build', id: string): void => {
    queues[kind].push(id);
    for (const waiter of waiters.splice(0)) waiter.wake();
  };
  const fenced = (method: string, { jobId, number }: AttemptRef): MemoryJob => {
    link.outage(method);
    const job = jobs.get(jobId);
    if (job === undefined || job.attempt !== number || job.end !== undefined) {
      throw problem('StaleAttempt', { job: jobId, number });
    }
    return job;
  };

  async function next(
    kind: 'job' | 'build',
    milliseconds: number,
    signal?: AbortSignal,
  ): Promise<string | undefined> {
    const ready = queues[kind].shift();
    if (ready !== undefined || milliseconds === 0) return ready;
    const waiting = Promise.withResolvers<void>();
    const waiter = { kind, wake: waiting.resolve };
    waiters.push(waiter);
    const timer = setTimeout(waiting.resolve, milliseconds);
    const leave = (): void => waiting.resolve();
    signal?.addEventListener('abort', leave, { once: true });
    await waiting.promise;
    clearTimeout(timer);
    signal?.removeEventListener('abort', leave);
    if (signal?.aborted === true) throw signal.reason;
    return queues[kind].shift() ?? next(kind, 30_000, signal);
  }

  const tasks = createMemoryTasks((id) => enqueue('build', id));
  const link: MemoryLink = {
    ...tasks.methods,
    variables,
    credentials,
    certificates,
    connections,
    outage: () => {},
    publish(artifact) {
      const hash = createHash('sha256').update(artifact).digest('hex');
      artifacts.set(hash, artifact);
      return hash;
    },
    start(artifact, parameters = {}, more = {}) {
      // A GUID, as Azure's scripts expect it.
      const id = `00000000-0000-4000-8000-${String((count += 1)).padStart(12, '0')}`;
      jobs.set(id, {
        claim: {
          kind: 'job',
          runbook: { name: 'test-runbook', type: 'TypeScript', artifactHash: link.publish(artifact) },
          parameters,
          tenant: { name: 'main', origin: tenantOrigin, tenantId: '00000000-0000-0000-0000-000000000001' },
          allowedHosts: [],
          ...more,
        },
        journal: [],
        streams: [],
        calls: [],
        started: [],
        released: [],
        attempt: 0,
        end: undefined,
        ended: Promise.withResolvers<JobEnd>(),
      });
      enqueue('job', id);
      return id;
    },
    job: (id) => jobs.get(id)!,
    stopJob(id) {
      const attempt = { jobId: id, number: link.job(id).attempt };
      for (const follower of followers) follower({ event: 'stop', attempt });
    },
    suspendJob(id) {
      const attempt = { jobId: id, number: link.job(id).attempt };
      for (const follower of followers) follower({ event: 'suspend', attempt });
    },
    suspendedJobs: new Set(),
    async suspended(attempt) {
      fenced('suspended', attempt);
      link.suspendedJobs.add(attempt.jobId);
    },
    ...memoryChildren({ link: () => link, fenced, enqueue: (id) => enqueue('job', id) }),
    reclaim: (id) => enqueue('job', id),
    async claim({ kinds, waitMilliseconds }, signal): Promise<Claim | undefined> {
      link.outage('claim');
      const [kind = 'job'] = kinds;
      const id = await next(kind, waitMilliseconds, signal);
      if (id === undefined) return undefined;
      if (kind === 'build') {
        const attempt = { jobId: id, number: 1 };
        return { attempt, ...tasks.claim(id) };
      }
      const job = link.job(id);
      job.attempt += 1;
      return { ...job.claim, attempt: { jobId: id, number: job.attempt }, journal: [...job.journal] };
    },
    async artifact(hash) {
      return artifacts.get(hash)!;
    },
    async started(attempt, started) {
      fenced('started', attempt).started.push(started);
    },
    async heartbeat(attempt) {
      if (!tasks.has(attempt.jobId)) fenced('heartbeat', attempt);
      return { command: 'continue' };
    },
    async appendStreams(attempt, records, following) {
      const { streams } = fenced('appendStreams', attempt);
      const before = (records[0]?.sequence ?? 1) - 1;
      const isKept = streams.some((each) => each.attempt === attempt.number && each.sequence === before);
      if (following !== undefined && !isKept)
        throw problem('RecordsTooEarly', { job: attempt.jobId, number: before + 1 });
      for (const record of records) {
        const known = streams.some(
          (each) => each.attempt === attempt.number && each.sequence === record.sequence,
        );
        if (!known) streams.push({ ...record, attempt: attempt.number });
      }
    },
    async recordStep(attempt, step) {
      const { journal } = fenced('recordStep', attempt);
      if (!journal.some(({ name }) => name === step.name))
        journal.push(step as { name: string; result: unknown });
    },
    async appendCalls(attempt, calls) {
      fenced('appendCalls', attempt).calls.push(...calls);
    },
    async getVariable(attempt, name) {
      fenced('getVariable', attempt);
      if (!variables.has(name)) throw problem('VariableNotFound', { name });
      return variables.get(name);
    },
    async setVariable(attempt, name, value) {
      fenced('setVariable', attempt);
      variables.set(name, value);
    },
    async getCredential(attempt, name) {
      fenced('getCredential', attempt);
      const found = credentials.get(name);
      if (found === undefined) throw problem('CredentialNotFound', { name });
      return found;
    },
    async getCertificate(attempt, name) {
      fenced('getCertificate', attempt);
      const found = certificates.get(name);
      if (found === undefined) throw problem('CertificateNotFound', { name });
      return found;
    },
    async getConnection(attempt, name) {
      fenced('getConnection', attempt);
      const found = connections.get(name);
      if (found === undefined) throw problem('ConnectionNotFound', { name });
      return found;
    },
    async token(attempt, { resource, clientId = 'system' }) {
      fenced('token', attempt);
      const expiresOn = Math.floor(Date.now() / 1_000) + 3_600;
      return {
        accessToken: `eyJhbGciOiJSUzI1NiJ9.${attempt.jobId}.signature-of-a-token`,
        expiresOn,
        resource,
        clientId,
      };
    },
    end: (async (at: AttemptRef | string, end?: JobEnd) => {
      if (typeof at === 'string') return link.job(at).ended.promise;
      const job = fenced('end', at);
      job.end = end!;
      job.ended.resolve(end!);
      return undefined;
    }) as MemoryLink['end'],
    async release(attempt, reason) {
      fenced('release', attempt).released.push(reason);
      enqueue('job', attempt.jobId);
    },
    async follow(_worker, handle, signal) {
      followers.add(handle);
      handle({ event: 'hello' });
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      followers.delete(handle);
    },
  };
  return link;
}
