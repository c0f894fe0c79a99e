import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Gateway } from '#gateway';
import { type Clock, type Logger, systemClock } from '#kernel';
import type { AttemptRef, Isolation, JobClaim, LinkEvent, WorkerLink } from '#worker-link';

import { runBuild } from './builds/run-build.ts';
import { claimLoop } from './claims.ts';
import { type Host, startHost } from './hosts/host.ts';
import { preparePrograms } from './hosts/programs.ts';
import { keepWarmHosts } from './hosts/warm-hosts.ts';
import { type IsolationMode, testIsolation } from './isolation/self-test.ts';
import { createArtifacts } from './jobs/artifacts.ts';
import type { ReachCheckpoint, RunContext } from './jobs/context.ts';
import { type JobRun, runJob } from './jobs/run-job.ts';
import { createPlaces } from './places.ts';

export interface WorkerOptions {
  readonly link: WorkerLink;
  /** Known to the control plane by it; one name, one worker. */
  readonly name: string;
  readonly gateway: Gateway;
  /** Certificate of the gateway's authority, which every client inside a job trusts. */
  readonly authorityPem: string;
  /** Started hosts that wait for jobs. */
  readonly warmHosts: number;
  /** Most jobs at once; as many as warm hosts unless said otherwise. */
  readonly concurrency?: number;
  readonly isolation: IsolationMode;
  /** A folder of this worker alone: programs, slots of jobs. */
  readonly directory: string;
  /** The folder of the package, with `src` or `dist`. */
  readonly packageRoot: string;
  /** What the certificate of the embedded tenant is signed by. */
  readonly tenantCaPem: string;
  /** Most data memory of a job's process, in bytes; 1.5 GiB. Node.js does not start below 1 GiB. */
  readonly memoryBytes?: number;
  readonly heartbeatMilliseconds?: number;
  readonly logger: Logger;
  readonly clock?: Clock;
  /** For tests that kill something exactly there. */
  readonly checkpoint?: ReachCheckpoint;
}

export interface Worker {
  /** What separates jobs from this machine, as the self-test found it. */
  readonly isolation: Isolation;
  /** Takes no more work, ends what runs and gives it back for the next attempt. */
  stop(): Promise<void>;
}

const defaultMemoryBytes = 1536 * 1024 * 1024;
const defaultHeartbeat = 3_000;
const mostEarlyStops = 1_000;

/**
 * Starts a worker: tests the boundary, keeps warm hosts, claims jobs and builds until it is stopped.
 * @throws IsolationUnavailable in mode `require` when jobs cannot be isolated here
 */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { link, name, logger, directory, packageRoot, gateway } = options;
  const memoryBytes = options.memoryBytes ?? defaultMemoryBytes;
  const slots = join(directory, 'slots');
  const authorityFile = join(directory, 'authority.pem');
  // Slots of an earlier start belong to processes that died with it.
  await rm(slots, { recursive: true, force: true });
  await mkdir(slots, { recursive: true, mode: 0o700 });
  await writeFile(authorityFile, options.authorityPem);
  const programs = await preparePrograms(packageRoot, join(directory, 'programs'));
  const { boundary, isolation } = await testIsolation({
    mode: options.isolation,
    directory,
    canaryFile: programs.canary,
    memoryBytes,
    logger,
  });

  const stopping = new AbortController();
  const { signal } = stopping;
  const runs = new Set<JobRun>();
  const builds = new Set<Promise<void>>();
  const earlyStops = new Set<string>();
  const hosts = keepWarmHosts(
    options.warmHosts,
    () => startHost({ boundary, programs, authorityFile, slots, gateway, memoryBytes }),
    logger,
  );
  const context: RunContext = {
    link,
    artifacts: createArtifacts(link),
    isolation,
    tenantCaPem: options.tenantCaPem,
    logger,
    clock: options.clock ?? systemClock,
    heartbeatMilliseconds: options.heartbeatMilliseconds ?? defaultHeartbeat,
    deaths: new Map(),
    checkpoint: options.checkpoint,
    onRunning: hosts.refill,
  };
  const jobPlaces = createPlaces(options.concurrency ?? options.warmHosts);
  const buildPlaces = createPlaces(1);

  function startRun(claim: JobClaim, host: Host): void {
    // An older attempt of the same job may still run here: its time is over.
    for (const run of runs) if (run.attempt.jobId === claim.attempt.jobId) run.abandon();
    const run = runJob(claim, host, context);
    runs.add(run);
    if (earlyStops.delete(keyOf(claim.attempt))) run.stop();
    void run.done.then(() => {
      runs.delete(run);
      jobPlaces.leave();
      hosts.refill();
    });
  }

  async function takeHost(): Promise<Host> {
    await jobPlaces.enter(signal);
    return hosts.take(signal).catch((error: unknown) => {
      jobPlaces.leave();
      throw error;
    });
  }

  function hear(event: LinkEvent): void {
    if (event.event !== 'stop') return;
    const key = keyOf(event.attempt);
    const run = [...runs].find(({ attempt }) => keyOf(attempt) === key);
    if (run !== undefined) return run.stop();
    // It may be on its way to us: its claim comes over another connection.
    if (earlyStops.size < mostEarlyStops) earlyStops.add(key);
  }

  const asking = { link, worker: name, logger, signal };
  const loops = [
    link.follow(name, hear, signal),
    claimLoop({
      ...asking,
      kind: 'job',
      prepare: takeHost,
      run: (claim, host) =>
        void living(host).then(
          (alive) => startRun(claim, alive),
          () => jobPlaces.leave(),
        ),
      giveBack(host) {
        jobPlaces.leave();
        hosts.giveBack(host);
      },
    }),
    claimLoop({
      ...asking,
      kind: 'build',
      prepare: () => buildPlaces.enter(signal),
      run(claim) {
        const building = runBuild(claim, context, { boundary, packageRoot, slots, logger }, signal).finally(
          () => {
            builds.delete(building);
            buildPlaces.leave();
          },
        );
        builds.add(building);
      },
      giveBack: buildPlaces.leave,
    }),
  ];

  /** A host may die while it waits for its claim. */
  async function living(host: Host): Promise<Host> {
    if (host.alive()) return host;
    await host.destroy();
    return hosts.take(signal);
  }

  return {
    isolation,
    async stop() {
      stopping.abort();
      await Promise.allSettled(loops);
      const left = [...runs];
      for (const run of left) run.abandon();
      await Promise.all(left.map(({ done }) => done));
      await Promise.allSettled([
        ...left.map(({ attempt }) => link.release(attempt, 'the worker stopped')),
        ...builds,
        hosts.close(),
      ]);
    },
  };
}

function keyOf({ jobId, number }: AttemptRef): string {
  return `${jobId}/${number}`;
}
