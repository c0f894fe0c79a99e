import type { ModulePair, RequiredModule } from '#worker-link';

import type { ModuleState } from '../modules/module.ts';
import type { EngineKind, EnvironmentLanguage, EnvironmentLock } from './lock.ts';

export interface Fault {
  readonly code: string;
  readonly message: string;
}

export interface RuntimeEnvironment {
  readonly id: string;
  readonly name: string;
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly description: string;
  readonly language: EnvironmentLanguage;
  /** `7.4`, `3.11`: as the client wrote it. */
  readonly version: string;
  readonly engineKind: EngineKind | 'node';
  /** Azure's own packages that a client wrote down: kept and shown, and not installed. */
  readonly defaultPackages: Readonly<Record<string, string>>;
  readonly state: 'Building' | 'Succeeded' | 'Failed';
  /** Why the newest build failed; jobs go on with the lock before it. */
  readonly error: Fault | null;
  readonly pairs: readonly ModulePair[];
  /** What jobs get; null before the first build passed. */
  readonly lock: { readonly revision: number; readonly hash: string; readonly createdAt: Date } | null;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
}

/** A module or a wheel of an environment. */
export interface EnvironmentPackage {
  readonly id: string;
  readonly name: string;
  readonly state: ModuleState;
  readonly error: Fault | null;
  readonly hash: string | null;
  /** The feed that it came from; null when it was uploaded. */
  readonly feed: string | null;
  /** Null before an import passed, as is the size. */
  readonly version: string | null;
  readonly sizeInBytes: number | null;
  readonly description: string;
  readonly commands: readonly string[];
  readonly requiredModules: readonly RequiredModule[];
  readonly createdAt: Date;
  readonly modifiedAt: Date;
}

/** The lock that a job of a runbook gets. */
export interface EnvironmentUse {
  readonly name: string;
  readonly lockId: string;
  readonly revision: number;
  readonly hash: string;
  readonly lock: EnvironmentLock;
}

/** What a job shows of the lock that it runs on. */
export type EnvironmentFacts = Pick<EnvironmentUse, 'name' | 'revision' | 'hash'>;

interface SystemEnvironment {
  readonly name: string;
  readonly language: EnvironmentLanguage;
  readonly version: string;
  readonly description: string;
}

/** The environment whose packages are the account's own for Python (`python3Packages`). */
export const pythonOfAccount = 'Python-3';

/** What every account has: no lock, but what the worker and the account have. Azure's names are there so that they work. */
export const systemEnvironments: readonly SystemEnvironment[] = [
  {
    name: 'PowerShell-7.6',
    language: 'PowerShell',
    version: '7.6',
    description: "The worker's PowerShell with the modules of the account.",
  },
  {
    name: 'PowerShell-7.4',
    language: 'PowerShell',
    version: '7.4',
    description: "A name of Azure's: the same as PowerShell-7.6.",
  },
  {
    name: 'PowerShell-7.2',
    language: 'PowerShell',
    version: '7.2',
    description: "A name of Azure's: the same as PowerShell-7.6.",
  },
  {
    name: pythonOfAccount,
    language: 'Python',
    version: '3',
    description: "The worker's Python with the packages of the account (python3Packages).",
  },
  {
    name: 'Python-3.10',
    language: 'Python',
    version: '3',
    description: `A name of Azure's: the same as ${pythonOfAccount}.`,
  },
  {
    name: 'TypeScript',
    language: 'TypeScript',
    version: '7',
    description: "The worker's Node.js with what runbooks in TypeScript may import.",
  },
];

export function systemEnvironment(name: string): SystemEnvironment | undefined {
  return systemEnvironments.find((each) => each.name.toLowerCase() === name.toLowerCase());
}

/** Of a `runtime_environment e` left joined with its ready `environment_lock l`. */
export const environmentColumns = `
  e.id, e.name, e.location, e.tags, e.description, e.language, e.version, e.engine_kind as "engineKind",
  e.default_packages as "defaultPackages", e.state, e.error, e.pairs, e.created_at as "createdAt",
  e.modified_at as "modifiedAt", case when l.id is not null then
    jsonb_build_object('revision', l.revision, 'hash', l.hash, 'createdAt', l.created_at) end as lock`;
export const environmentSource =
  'runtime_environment e left join environment_lock l on l.environment_id = e.id and l.revision = e.ready_revision';

export const packageColumns = `
  p.id, p.name, p.state, p.error, p.package_hash as hash, p.feed, p.version, p.size_in_bytes::float8 as "sizeInBytes",
  p.description, p.commands, p.required_modules as "requiredModules", p.created_at as "createdAt",
  p.modified_at as "modifiedAt"`;
