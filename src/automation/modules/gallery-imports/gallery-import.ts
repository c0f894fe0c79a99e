import type { PackageDependency } from '#gallery';
import type { ModulePair } from '#worker-link';

import type { ModuleFault } from '../module.ts';
import type { PlannedModule, PresentModule, WantedModule } from './plan.ts';

/** `Waiting` for what it requires, or for its turn; `Testing` in a worker. */
export type ItemState = 'Waiting' | 'Testing' | 'Succeeded';

export interface ImportItem extends PlannedModule {
  readonly state: ItemState;
  /** The version on trial, once its package is there. */
  readonly versionId?: string;
}

/** A place in a runbook that names what goes. */
export interface AffectedLine {
  readonly runbook: string;
  readonly content: 'published' | 'draft';
  /** Counts from 1. */
  readonly line: number;
  readonly command: string;
  /** Where it is a parameter of the command that goes. */
  readonly parameter?: string;
}

/** What becomes different in a module once an import is applied. */
export interface ModuleChange {
  readonly name: string;
  /** The default now, null for a module that is new; and the one after. */
  readonly from: string | null;
  readonly to: string;
  /** False when the default stays and this version comes beside it. */
  readonly becomesDefault: boolean;
  readonly commandsAdded: readonly string[];
  readonly commandsRemoved: readonly string[];
  readonly parametersRemoved: readonly { readonly command: string; readonly parameters: readonly string[] }[];
  readonly requires: readonly { readonly name: string; readonly range: string }[];
  readonly affected: readonly AffectedLine[];
  /** Modules of the account that bring other versions of its assemblies, and what came of loading both. */
  readonly pairs: readonly ModulePair[];
}

/**
 * An import from feeds: every package is fetched and tried beside what the account has, and only when all of it passed, all
 * of it becomes the account's, at once. `Ready` waits for somebody to apply it.
 */
export interface GalleryImport {
  readonly id: string;
  readonly accountId: string;
  readonly wanted: readonly WantedModule[];
  readonly applies: boolean;
  readonly state: 'Running' | 'Ready' | 'Succeeded' | 'Failed';
  readonly error: ModuleFault | null;
  readonly items: readonly ImportItem[];
  readonly present: readonly PresentModule[];
  readonly discovered: Readonly<Record<string, readonly PackageDependency[]>>;
  /** Null before everything was tried. */
  readonly changes: readonly ModuleChange[] | null;
  readonly createdAt: Date;
}
