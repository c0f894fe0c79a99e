import { createHash } from 'node:crypto';

import { problem } from '#kernel';
import type {
  BuildClaim,
  BuildResult,
  Claim,
  EnvironmentClaim,
  EnvironmentResult,
  ImportResult,
  ModuleRef,
  SyncClaim,
  SyncResult,
  WorkerLink,
} from '#worker-link';

interface Import {
  readonly module: ModuleRef;
  readonly others: ModuleRef[];
  readonly done: PromiseWithResolvers<ImportResult>;
}

interface EnvironmentBuild {
  readonly claim: Pick<EnvironmentClaim, 'environment' | 'packages'>;
  readonly done: PromiseWithResolvers<EnvironmentResult>;
}

interface Sync {
  readonly claim: Pick<SyncClaim, 'repository' | 'allowedHosts'>;
  readonly done: PromiseWithResolvers<SyncResult>;
}

interface Build {
  readonly source: string;
  readonly runbook: { readonly name: string; readonly type: string };
  readonly more?: Pick<BuildClaim, 'modules' | 'environment'> | undefined;
  readonly done: PromiseWithResolvers<BuildResult>;
}

/** What a test has a worker build and try. */
export interface MemoryTaskStarts {
  enqueueBuild(
    source: string,
    name?: string,
    type?: string,
    modules?: ModuleRef[],
    environment?: BuildClaim['environment'],
  ): Promise<BuildResult>;
  /** Keeps a package and has it tried as the module of this name. */
  enqueueImport(
    name: string,
    content: Uint8Array,
    others?: ModuleRef[],
  ): Promise<{ module: ModuleRef; result: ImportResult }>;
  /** Keeps packages, each under a name, and has the environment built with them. */
  enqueueEnvironment(
    environment: EnvironmentClaim['environment'],
    packages: Readonly<Record<string, Uint8Array>>,
  ): Promise<{ packages: ModuleRef[]; result: EnvironmentResult }>;
  enqueueSync(claim: Pick<SyncClaim, 'repository' | 'allowedHosts'>): Promise<SyncResult>;
}

type Methods = MemoryTaskStarts &
  Pick<WorkerLink, 'package' | 'built' | 'imported' | 'environmentBuilt' | 'synced'>;

/** Builds, import tests and builds of environments of a control plane in memory, and the packages that they need. */
export function createMemoryTasks(enqueue: (id: string) => void): {
  readonly methods: Methods;
  has(id: string): boolean;
  claim(id: string): DistributedOmit<Exclude<Claim, { kind: 'job' }>, 'attempt'>;
} {
  const builds = new Map<string, Build>();
  const imports = new Map<string, Import>();
  const environments = new Map<string, EnvironmentBuild>();
  const syncs = new Map<string, Sync>();
  const packages = new Map<string, Uint8Array>();
  let count = 0;
  const methods: Methods = {
    async enqueueBuild(source, name = 'test-runbook', type = 'TypeScript', modules, environment) {
      const id = `build-${(count += 1)}`;
      const done = Promise.withResolvers<BuildResult>();
      builds.set(id, {
        source,
        runbook: { name, type },
        more: { ...(modules && { modules }), ...(environment && { environment }) },
        done,
      });
      enqueue(id);
      return done.promise;
    },
    async enqueueImport(name, content, others = []) {
      const id = `import-${(count += 1)}`;
      const module = { name, hash: createHash('sha256').update(content).digest('hex') };
      packages.set(module.hash, content);
      const done = Promise.withResolvers<ImportResult>();
      imports.set(id, { module, others, done });
      enqueue(id);
      return { module, result: await done.promise };
    },
    async enqueueEnvironment(environment, contents) {
      const id = `environment-${(count += 1)}`;
      const refs = Object.entries(contents).map(([name, content]) => {
        const hash = createHash('sha256').update(content).digest('hex');
        packages.set(hash, content);
        return { name, hash };
      });
      const done = Promise.withResolvers<EnvironmentResult>();
      environments.set(id, { claim: { environment, packages: refs }, done });
      enqueue(id);
      return { packages: refs, result: await done.promise };
    },
    async enqueueSync(claim) {
      const id = `sync-${(count += 1)}`;
      const done = Promise.withResolvers<SyncResult>();
      syncs.set(id, { claim, done });
      enqueue(id);
      return done.promise;
    },
    async synced({ jobId }, result) {
      syncs.get(jobId)!.done.resolve(result);
    },
    async environmentBuilt({ jobId }, result) {
      environments.get(jobId)!.done.resolve(result);
    },
    async *package(hash) {
      const content = packages.get(hash);
      if (content === undefined) throw problem('PackageNotFound', { hash });
      yield content;
    },
    async imported({ jobId }, result) {
      imports.get(jobId)!.done.resolve(result);
    },
    async built({ jobId }, result) {
      builds.get(jobId)!.done.resolve(result);
    },
  };
  return {
    methods,
    has: (id) => [builds, imports, environments, syncs].some((tasks) => tasks.has(id)),
    claim(id) {
      const tried = imports.get(id);
      if (tried !== undefined) return { kind: 'import', module: tried.module, others: tried.others };
      const environment = environments.get(id);
      if (environment !== undefined) return { kind: 'environment', ...environment.claim };
      const sync = syncs.get(id);
      if (sync !== undefined) return { kind: 'sync', ...sync.claim };
      const { source, runbook, more } = builds.get(id)!;
      return { kind: 'build', runbook, source, ...more };
    },
  };
}

type DistributedOmit<Whole, Key extends keyof Whole> = Whole extends unknown ? Omit<Whole, Key> : never;
