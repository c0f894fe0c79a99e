import { delay } from '#kernel';

import { type BodyOf, type Arm, type Resource, armCall, armDelete, armGet, flat, segment } from './arm.ts';
import type { ModulePair } from './environments.ts';

export interface WantedModule {
  readonly name: string;
  /** A version, or a range in NuGet's notation: `[1.0,2.0)`. The newest when it is absent. */
  readonly version?: string | undefined;
  readonly prerelease?: boolean | undefined;
  /** Only from this feed. */
  readonly feed?: string | undefined;
}

/** What to bring: modules by name, or newer versions of those that are there (of all that came from a feed: `[]`). */
export type ImportRequest =
  | { readonly import: readonly WantedModule[] }
  | { readonly update: readonly string[] };

export interface PlannedModule {
  readonly name: string;
  readonly version: string;
  readonly feed: string;
  /** Default version that the account has now. */
  readonly from: string | null;
  /** From what was asked for on; none for that itself. */
  readonly requiredBy: readonly string[];
  readonly requires: readonly string[];
}

export interface PresentModule {
  readonly name: string;
  readonly version: string;
  readonly requiredBy: readonly string[];
}

export interface ModulePlan {
  readonly imports: readonly PlannedModule[];
  readonly present: readonly PresentModule[];
  /** With any of these an import is refused. */
  readonly conflicts: readonly { readonly name: string; readonly reason: string }[];
}

export interface AffectedLine {
  readonly runbook: string;
  readonly content: 'published' | 'draft';
  readonly line: number;
  readonly command: string;
  readonly parameter?: string;
}

export interface ModuleChange {
  readonly name: string;
  readonly from: string | null;
  readonly to: string;
  /** False when this version comes beside the default. */
  readonly becomesDefault: boolean;
  readonly commandsAdded: readonly string[];
  readonly commandsRemoved: readonly string[];
  readonly parametersRemoved: readonly { readonly command: string; readonly parameters: readonly string[] }[];
  readonly requires: readonly { readonly name: string; readonly range: string }[];
  /** Lines of runbooks that name what goes. */
  readonly affected: readonly AffectedLine[];
  /** Modules of the account that bring other versions of its assemblies, and what came of loading both. */
  readonly pairs: readonly ModulePair[];
}

export type ModuleImport = Resource<{
  /** `Running`, then `Ready` to be applied or `Succeeded`; or `Failed`, and nothing has changed. */
  readonly provisioningState: 'Running' | 'Ready' | 'Succeeded' | 'Failed';
  readonly error: { readonly code: string | null; readonly message: string | null };
  readonly imports: readonly (PlannedModule & { readonly state: string })[];
  readonly present: readonly PresentModule[];
  readonly changes: readonly ModuleChange[] | null;
}>;

/** Modules from feeds, with what they require. */
export interface ModuleImports {
  /** What an import would bring; nothing is fetched. */
  plan(request: ImportRequest): Promise<ModulePlan>;
  /** Begins one; with `apply: false` it waits for `apply` once everything of it passed. */
  begin(request: ImportRequest, options?: { readonly apply?: boolean }): Promise<ModuleImport>;
  /** The import once it is no longer `Running`. `onChange` hears of each step. Rejects when the signal is aborted. */
  settled(
    name: string,
    options?: { readonly signal?: AbortSignal; readonly onChange?: (now: ModuleImport) => void },
  ): Promise<ModuleImport>;
  apply(name: string): Promise<ModuleImport>;
  /** Forgets it, with what it tried. False when there was none. */
  discard(name: string): Promise<boolean>;
}

const pauseMilliseconds = 250;

export function moduleImports(arm: Arm): ModuleImports {
  const at = (name: string, rest = ''): string => `/moduleImports/${segment(name)}${rest}`;
  const post = async (
    path: string,
    properties: BodyOf<'Tenantry_BeginModuleImport'>['properties'] | Record<string, never> = {},
  ) => (await arm.transport.call(armCall(arm, path, { method: 'POST', json: { properties } }))).json<never>();
  return {
    async plan(request) {
      return ((await post('/moduleImports/plan', request)) as { properties: ModulePlan }).properties;
    },
    begin: async (request, { apply = true } = {}) =>
      flat(await post('/moduleImports', { ...request, apply })),
    async settled(name, { signal, onChange } = {}) {
      for (;;) {
        const now: ModuleImport = await armGet(arm, at(name));
        if (now.provisioningState !== 'Running') return now;
        onChange?.(now);
        await delay(pauseMilliseconds, signal);
        signal?.throwIfAborted();
      }
    },
    apply: async (name) => flat(await post(at(name, '/apply'))),
    discard: (name) => armDelete(arm, at(name)),
  };
}
