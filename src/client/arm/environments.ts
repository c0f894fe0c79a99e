import { delay } from '#kernel';

import {
  type BodyOf,
  type Arm,
  type Resource,
  type WireResource,
  armCall,
  armDelete,
  armGet,
  armList,
  armPut,
  flat,
  segment,
} from './arm.ts';

/** Two modules with different versions of one assembly. */
export interface ModulePair {
  readonly modules: readonly [string, string];
  readonly assembly: string;
  readonly versions: readonly [string, string];
  /** Null when both load in the order of `modules`, else the error. */
  readonly inOrder: string | null;
  readonly reversed: string | null;
}

export interface EnvironmentLock {
  readonly language: 'PowerShell' | 'Python';
  readonly version: string;
  readonly engine: { readonly kind: 'tenantry' | 'pwsh' | 'python'; readonly version: string };
  readonly packages: readonly { readonly name: string; readonly version: string; readonly hash: string }[];
}

export type EnvironmentLockFile = Resource<{
  readonly environment: string;
  readonly revision: number;
  /** SHA-256 of the lock: the same hash is the same environment. */
  readonly hash: string;
  readonly creationTime: string;
  readonly lock: EnvironmentLock;
}>;

export type RuntimeEnvironment = Resource<{
  readonly runtime: { readonly language: string; readonly version: string };
  /** `tenantry`, `pwsh`, `python`, `node`. */
  readonly engine: string;
  readonly description: string;
  readonly isSystemGenerated: boolean;
  /** `Building` goes on to `Succeeded` or `Failed`. */
  readonly provisioningState: string;
  readonly error: { readonly code: string | null; readonly message: string | null };
  /** What jobs get; null before the first build passed. */
  readonly lock: {
    readonly revision: number;
    readonly hash: string;
    readonly creationTime: string;
  } | null;
  readonly pairs: readonly ModulePair[];
  readonly creationTime: string;
  readonly lastModifiedTime: string;
}>;

export type EnvironmentPackage = Resource<{
  readonly provisioningState: string;
  readonly version: string | null;
  readonly sizeInBytes: number;
  readonly error: { readonly code: string | null; readonly message: string | null };
  readonly description: string;
  readonly contentHash: { readonly algorithm: string; readonly value: string } | null;
  /** The feed that it came from; null when it was uploaded. */
  readonly feed: string | null;
  readonly requiredModules: readonly { readonly name: string; readonly version: string }[];
}>;

export interface EnvironmentSettings {
  readonly runtime?: { readonly language: string; readonly version: string };
  readonly engine?: string;
  readonly description?: string;
  /** To be made from: its packages must be known to the account. */
  readonly lock?: EnvironmentLock;
}

export interface WantedModule {
  readonly name: string;
  /** A version, or a range in NuGet's notation; the newest release when absent. */
  readonly version?: string | undefined;
  readonly prerelease?: boolean;
  /** Only from this feed. */
  readonly feed?: string | undefined;
}

export interface Environments {
  list(): AsyncGenerator<RuntimeEnvironment>;
  get(name: string): Promise<RuntimeEnvironment>;
  /** Makes it, or changes it; a worker then builds it. */
  create(name: string, settings: EnvironmentSettings): Promise<RuntimeEnvironment>;
  /** The environment once its build has ended, be it in vain. Rejects when the signal is aborted. */
  settled(name: string, signal?: AbortSignal): Promise<RuntimeEnvironment>;
  /** False when there was none. */
  delete(name: string): Promise<boolean>;
  /** The lock that jobs get, or an earlier revision. */
  lock(name: string, revision?: number): Promise<EnvironmentLockFile>;
  packages(name: string): AsyncGenerator<EnvironmentPackage>;
  package(name: string, packageName: string): Promise<EnvironmentPackage>;
  /** A .zip or .nupkg of a module, or a .whl. Resolves when it is stored; a worker then builds the environment with it. */
  upload(name: string, packageName: string, content: Uint8Array): Promise<EnvironmentPackage>;
  /** Fetches modules from feeds with what they require. Resolves when all of it is stored; a worker then builds. */
  addFromFeeds(name: string, wanted: readonly WantedModule[]): Promise<readonly EnvironmentPackage[]>;
  /** The package once it was tried, be it in vain. */
  packageSettled(name: string, packageName: string, signal?: AbortSignal): Promise<EnvironmentPackage>;
  /** False when there was none. */
  deletePackage(name: string, packageName: string): Promise<boolean>;
}

/** The environment of the system whose packages are the account's own for Python. */
const pythonOfAccount = 'python-3';
const pauseMilliseconds = 200;
const underWay = new Set(['Building', 'ContentRetrieved', 'RunningImportModuleRunbook']);

export function environments(arm: Arm): Environments {
  const at = (name: string, rest = ''): string => `/runtimeEnvironments/${segment(name)}${rest}`;
  const inside = (name: string, packageName?: string): string => {
    const folder = name.toLowerCase() === pythonOfAccount ? '/python3Packages' : at(name, '/packages');
    return packageName === undefined ? folder : `${folder}/${segment(packageName)}`;
  };
  const get: Environments['get'] = (name) => armGet(arm, at(name));
  const getPackage: Environments['package'] = (name, packageName) => armGet(arm, inside(name, packageName));
  async function settled<Each extends { readonly provisioningState: string }>(
    read: () => Promise<Each>,
    signal?: AbortSignal,
  ): Promise<Each> {
    for (;;) {
      const each = await read();
      if (!underWay.has(each.provisioningState)) return each;
      await delay(pauseMilliseconds, signal);
      signal?.throwIfAborted();
    }
  }
  return {
    get,
    list: () => armList(arm, '/runtimeEnvironments'),
    create: (name, properties) =>
      armPut(arm, at(name), { name, properties } satisfies BodyOf<'RuntimeEnvironments_Create'>),
    settled: (name, signal) => settled(() => get(name), signal),
    delete: (name) => armDelete(arm, at(name)),
    lock: (name, revision) => armGet(arm, at(name, `/locks/${revision ?? 'current'}`)),
    packages: (name) => armList(arm, inside(name)),
    package: getPackage,
    async upload(name, packageName, content) {
      await armPut(arm, inside(name, packageName), { properties: {} });
      const call = { method: 'PUT', content: { type: 'application/octet-stream', bytes: content } } as const;
      await arm.transport.call(armCall(arm, `${inside(name, packageName)}/content`, call));
      return getPackage(name, packageName);
    },
    async addFromFeeds(name, wanted) {
      const call = { method: 'POST', json: { properties: { import: wanted } } } as const;
      const answer = await arm.transport.call(armCall(arm, at(name, '/importPackages'), call));
      return answer.json<{ value: WireResource<never>[] }>().value.map(flat) as EnvironmentPackage[];
    },
    packageSettled: (name, packageName, signal) => settled(() => getPackage(name, packageName), signal),
    deletePackage: (name, packageName) => armDelete(arm, inside(name, packageName)),
  };
}
