import type { ModulePair, RequiredModule } from '#worker-link';

/** Azure's names of the states that an import has here. */
export type ModuleState =
  | 'Creating'
  | 'ContentRetrieved'
  | 'RunningImportModuleRunbook'
  | 'Succeeded'
  | 'Failed';

export interface ModuleFault {
  readonly code: string;
  readonly message: string;
}

/** What a module tells of itself when it is loaded. */
export interface ModuleContent {
  readonly sizeInBytes: number;
  /** SHA-256 of its package, in hex. */
  readonly hash: string;
  readonly description: string;
  readonly commands: readonly string[];
  readonly requiredModules: readonly RequiredModule[];
  /** Modules that it shares an assembly with, in other versions, as its import test found them. */
  readonly pairs: readonly ModulePair[];
}

/** A PowerShell module of an account, as its default version describes itself. */
export interface Module extends Omit<ModuleContent, 'sizeInBytes' | 'hash'> {
  readonly id: string;
  readonly name: string;
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Of the newest content. */
  readonly state: ModuleState;
  /** Why the newest content failed. */
  readonly error: ModuleFault | null;
  /** Null before a content passed, as are the size and the hash. */
  readonly version: string | null;
  readonly sizeInBytes: number | null;
  readonly hash: string | null;
  /** Versions that passed, the default among them; in the order in which they came. */
  readonly versions: readonly string[];
  readonly createdAt: Date;
  readonly modifiedAt: Date;
}

/** One version of a module, with the outcome of its own import test. */
export interface ModuleVersion extends ModuleContent {
  readonly id: string;
  /** As galleries write it: `1.2.3`, `1.2.3-beta1`; null before its test told it. */
  readonly version: string | null;
  readonly isDefault: boolean;
  readonly state: Exclude<ModuleState, 'Creating'>;
  readonly error: ModuleFault | null;
  /** The feed that it came from; null when it was uploaded. */
  readonly feed: string | null;
  readonly createdAt: Date;
}

const name = /^[A-Za-z][A-Za-z0-9._-]*$/;
export const longestModuleName = 128;

/** Modules have dots in their names, unlike runbooks. It names files and folders too: none begins with a dot. */
export function isModuleName(text: string): boolean {
  return name.test(text) && text.length <= longestModuleName && !text.endsWith('.');
}
