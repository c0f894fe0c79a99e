import { mkdir, rm, writeFile } from 'node:fs/promises';
import { arch, release, type } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';

import type { Gateway } from '#gateway';
import { type Clock, type Logger, delay, systemClock } from '#kernel';
import type { Isolation, LanguageName, RelayTarget, WorkerLink } from '#worker-link';

import { runBuild } from './builds/run-build.ts';
import { claimLoop } from './claims.ts';
import { startHost } from './hosts/host.ts';
import { keepLanguageHosts } from './hosts/language-hosts.ts';
import { createLanguages } from './hosts/languages/languages.ts';
import { typescriptLanguage } from './hosts/languages/typescript.ts';
import { preparePrograms } from './hosts/programs.ts';
import type { Limits } from './isolation/limits.ts';
import { letRead } from './isolation/job-users.ts';
import { createJobUsers } from './isolation/tested-users.ts';
import { type IsolationMode, type SelfTestReport, testIsolation, triedOf } from './isolation/self-test.ts';
import { createArtifacts } from './jobs/artifacts.ts';
import type { ReachCheckpoint, RunContext } from './jobs/context.ts';
import { createJobRuns } from './jobs/job-runs.ts';
import { leaseMilliseconds } from './jobs/keep-alive.ts';
import { createModuleStore } from './modules/module-store.ts';
import type { PairMemory } from './modules/pairs/pair-memory.ts';
import { createPlaces } from './places.ts';
import { createUnpacker } from './unpacking/unpacker.ts';
import { createWheelStore } from './wheels/wheel-store.ts';

export interface WorkerOptions {
  readonly link: WorkerLink;
  /** Known to the control plane by it; one name, one worker. */
  readonly name: string;
  readonly gateway: Gateway;
  /** Certificate of the gateway's authority, which every client inside a job trusts. */
  readonly authorityPem: string;
  /** Started TypeScript hosts that wait for jobs. */
  readonly warmHosts: number;
  /** Started hosts of other languages; of one that is not named here a host is started for each job. */
  readonly warmOthers?: Readonly<Partial<Record<Exclude<LanguageName, 'typescript'>, number>>>;
  /** How long their start waits, so that it is in nobody's way; 0 unless said otherwise. */
  readonly othersAfterMilliseconds?: number;
  /** Most jobs at once; as many as warm hosts unless said otherwise. */
  readonly concurrency?: number;
  readonly isolation: IsolationMode;
  /** A folder of this worker alone: programs, slots of jobs. */
  readonly directory: string;
  /** The folder of the package, with `src` or `dist`. */
  readonly packageRoot: string;
  /** What the certificate of the embedded tenant is signed by. */
  readonly tenantCaPem: string;
  /** Tenantry's own API, to which jobs are led that call Azure's resource manager: `https://127.0.0.1:7443`. */
  readonly managementOrigin?: string;
  /** The way to tenant and API on a machine that does not reach them itself. */
  readonly relay?: (target: RelayTarget) => Promise<Duplex>;
  /** Most data memory of a job's process, in bytes; 1.5 GiB. Node.js does not start below 1 GiB. */
  readonly memoryBytes?: number;
  /** What else a process of a job may take; `usualLimits` for what is not named. */
  readonly limits?: Partial<Limits>;
  /** Most bytes of unpacked modules that are kept, and of wheels as much again; 4 GiB. */
  readonly packageCacheBytes?: number;
  /** Whose git repositories may be read; those that TENANTRY_SOURCE_FOLDERS names unless said otherwise. */
  readonly sourceFolders?: readonly string[];
  /** Whether it builds and tests, too; workers of groups take jobs alone. */
  readonly builds?: boolean;
  /** Name of the user that it runs as, where jobs may be run as one by name. */
  readonly runsAs?: string | undefined;
  /** It is root, and runs jobs as other users (`canBecomeOthers`). */
  readonly runsAsAny?: boolean;
  /** How long an attempt goes on though nobody confirms it; less than the queue waits before it gives the job to another one. */
  readonly leaseMilliseconds?: number;
  readonly heartbeatMilliseconds?: number;
  /** How long a runbook that can be gone on with keeps its process while it waits for other jobs; 10 s. */
  readonly parkAfterMilliseconds?: number;
  readonly logger: Logger;
  readonly clock?: Clock;
  /** For tests that kill something exactly there. */
  readonly checkpoint?: ReachCheckpoint;
}

export interface Worker {
  /** What separates jobs from this machine, as the self-test found it. */
  readonly isolation: Isolation;
  /** What the self-test tried. */
  readonly selfTest: SelfTestReport | undefined;
  /**
   * Takes no more work; what runs may end within `drainMilliseconds` (0), and what is left then is ended and given back for
   * its next attempt.
   */
  stop(options?: { readonly drainMilliseconds?: number }): Promise<void>;
}

const defaultMemoryBytes = 1536 * 1024 * 1024;
const defaultPackageCacheBytes = 4 * 1024 * 1024 * 1024;
const defaultHeartbeat = 3_000;
const defaultParkAfter = 10_000;

/**
 * Starts a worker: tests the boundary, keeps warm hosts, claims jobs and builds until it is stopped.
 * @throws IsolationUnavailable in mode `require` when jobs cannot be isolated here
 */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { link, name, logger, directory, packageRoot, gateway } = options;
  const memoryBytes = options.memoryBytes ?? defaultMemoryBytes;
  const slots = join(directory, 'slots');
  const authorityFile = join(directory, 'authority.pem');
  const languageFolder = join(directory, 'languages');
  // Slots of an earlier start belong to processes that died with it.
  await rm(slots, { recursive: true, force: true });
  for (const folder of [slots, languageFolder]) await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(authorityFile, options.authorityPem);
  const programs = await preparePrograms(packageRoot, join(directory, 'programs'));
  const { boundary, isolation, report } = await testIsolation({
    mode: options.isolation,
    directory,
    canaryFile: programs.canary,
    memoryBytes,
    limits: options.limits,
    logger,
  });

  const languages = createLanguages(typescriptLanguage(programs, packageRoot, boundary.permissive), {
    boundary,
    packageRoot,
    programs: languageFolder,
    memoryBytes,
    logger,
  });

  const unpacker = createUnpacker({ boundary, program: programs.unpack, memoryBytes });
  const keeping = {
    workplaces: slots,
    suspicious: boundary.bubblewrap === undefined,
    mostBytes: options.packageCacheBytes ?? defaultPackageCacheBytes,
  };
  const modules = createModuleStore(link, {
    ...keeping,
    directory: join(directory, 'modules'),
    unpack: unpacker('module'),
  });
  const wheels = createWheelStore(link, {
    ...keeping,
    directory: join(directory, 'wheels'),
    unpack: unpacker('wheel'),
    boundary,
    memoryBytes,
    logger,
  });
  const pairs: PairMemory = new Map();
  const [stopping, leaving] = [new AbortController(), new AbortController()];
  const { signal } = stopping;
  const builds = new Set<Promise<void>>();
  const hosts = keepLanguageHosts({
    languages,
    warm: { ...options.warmOthers, typescript: options.warmHosts },
    othersAfterMilliseconds: options.othersAfterMilliseconds,
    users: createJobUsers({
      boundary,
      directory,
      canaryFile: programs.canary,
      memoryBytes,
      slots,
      shared: [programs.hostDirectory, authorityFile],
    }),
    start: async (language, user) => {
      // It comes with the first job of the language.
      if (user !== undefined) await letRead(languageFolder);
      return startHost({
        boundary: { ...boundary, user },
        language,
        authorityFile,
        slots,
        gateway,
        memoryBytes,
      });
    },
    logger,
  });
  const context: RunContext = {
    link,
    artifacts: createArtifacts(link),
    modules,
    wheels,
    isolation,
    tenantCaPem: options.tenantCaPem,
    managementOrigin: options.managementOrigin,
    relay: options.relay,
    logger,
    clock: options.clock ?? systemClock,
    heartbeatMilliseconds: options.heartbeatMilliseconds ?? defaultHeartbeat,
    leaseMilliseconds: options.leaseMilliseconds ?? leaseMilliseconds,
    parkAfterMilliseconds: options.parkAfterMilliseconds ?? defaultParkAfter,
    deaths: new Map(),
    checkpoint: options.checkpoint,
    onRunning: hosts.refill,
  };
  const jobPlaces = createPlaces(options.concurrency ?? options.warmHosts);
  const buildPlaces = createPlaces(1);
  const runs = createJobRuns({ hosts, context, places: jobPlaces });

  const asking = { link, worker: name, runsAs: options.runsAs, runsAsAny: options.runsAsAny, logger, signal };
  const following = link.follow(name, runs.hear, leaving.signal);
  const loops = [
    claimLoop({
      ...asking,
      kind: 'job',
      facts: {
        isolation,
        tried: triedOf(report),
        places: options.concurrency ?? options.warmHosts,
        operatingSystem: `${type()} ${release()} ${arch()}`,
      },
      prepare: () => jobPlaces.enter(signal),
      run: runs.begin,
      giveBack: jobPlaces.leave,
    }),
  ];
  if (options.builds !== false) loops.push(buildLoop());

  return {
    isolation,
    selfTest: report,
    async stop({ drainMilliseconds = 0 } = {}) {
      stopping.abort();
      await Promise.allSettled(loops);
      const over = new AbortController();
      const ended = Promise.allSettled([runs.allEnded(), ...builds]);
      await Promise.race([ended, delay(drainMilliseconds, over.signal)]);
      over.abort();
      leaving.abort();
      await following;
      await runs.close();
      await Promise.allSettled([...builds, hosts.close()]);
    },
  };

  function buildLoop(): Promise<void> {
    return claimLoop({
      ...asking,
      kind: 'build',
      prepare: () => buildPlaces.enter(signal),
      run(claim) {
        const how = {
          boundary,
          gateway,
          authorityFile,
          program: programs.sync,
          sourceFolders: options.sourceFolders,
          languages,
          packageRoot,
          slots,
          memoryBytes,
          modules,
          wheels,
          pairs,
          logger,
        };
        const building = runBuild(claim, context, how, leaving.signal).finally(() => {
          builds.delete(building);
          buildPlaces.leave();
        });
        builds.add(building);
      },
      giveBack: buildPlaces.leave,
    });
  }
}
