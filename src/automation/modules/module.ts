import type { RequiredModule } from '#worker-link';

/** Azure's names of the states that an import has here. */
export type ModuleState =
  | 'Creating'
  | 'ContentRetrieved'
  | 'RunningImportModuleRunbook'
  | 'Succeeded'
  | 'Failed';

/** A PowerShell module of an account, as the last content that passed its import test describes itself. */
export interface Module {
  readonly id: string;
  readonly name: string;
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly state: ModuleState;
  /** Why the newest content failed. */
  readonly error: { readonly code: string; readonly message: string } | null;
  /** Null before a content passed, as are the size and the hash. */
  readonly version: string | null;
  readonly sizeInBytes: number | null;
  readonly hash: string | null;
  readonly description: string;
  readonly commands: readonly string[];
  readonly requiredModules: readonly RequiredModule[];
  readonly createdAt: Date;
  readonly modifiedAt: Date;
}

const name = /^[A-Za-z][A-Za-z0-9._-]*$/;
export const longestModuleName = 128;

/** Modules have dots in their names, unlike runbooks. It names files and folders too: none begins with a dot. */
export function isModuleName(text: string): boolean {
  return name.test(text) && text.length <= longestModuleName && !text.endsWith('.');
}
