import { delay } from '#kernel';

import {
  type BodyOf,
  type Arm,
  type Resource,
  armCall,
  armDelete,
  armGet,
  armList,
  armPut,
  flat,
  segment,
} from './arm.ts';
import type { ModulePair } from './environments.ts';

export interface ModuleProperties {
  /** `Creating`, `ContentRetrieved` and `RunningImportModuleRunbook` go on to `Succeeded` or `Failed`. */
  readonly provisioningState: string;
  /** Of the last content that passed its import test; null before. */
  readonly version: string | null;
  readonly sizeInBytes: number;
  /** Commands that it exports. */
  readonly activityCount: number;
  readonly error: { readonly code: string | null; readonly message: string | null };
  readonly description?: string | null;
  readonly requiredModules: readonly RequiredModule[];
  /** Modules that it shares an assembly with, in other versions. */
  readonly pairs: readonly ModulePair[];
  /** That passed, the default among them. */
  readonly versions: readonly string[];
  readonly creationTime: string;
  readonly lastModifiedTime: string;
}
export type Module = Resource<ModuleProperties>;

export interface RequiredModule {
  readonly name: string;
  readonly version: string;
  /** Versions that would do, in NuGet's notation. */
  readonly range?: string;
}

/** Its name is the version, `1.2.3`; or an id, while its import test has not told it. */
export type ModuleVersion = Resource<{
  readonly isDefault: boolean;
  readonly provisioningState: string;
  readonly error: { readonly code: string | null; readonly message: string | null };
  readonly sizeInBytes: number;
  readonly contentHash: { readonly algorithm: string; readonly value: string };
  /** The feed that it came from; null when it was uploaded. */
  readonly feed: string | null;
  readonly description: string;
  readonly commands: readonly string[];
  readonly requiredModules: readonly RequiredModule[];
  readonly creationTime: string;
}>;

export interface Modules {
  list(): AsyncGenerator<Module>;
  get(name: string): Promise<Module>;
  /** Makes the module, or finds it; its content comes by `upload`. */
  create(name: string): Promise<Module>;
  /** A .zip or .nupkg file. Resolves when it is stored; a worker then tries it. */
  upload(name: string, content: Uint8Array): Promise<Module>;
  /** The module once its content was tried, be it in vain. Rejects when the signal is aborted. */
  settled(name: string, signal?: AbortSignal): Promise<Module>;
  /** False when there was none. */
  delete(name: string): Promise<boolean>;
  /** The newest first. */
  versions(name: string): Promise<readonly ModuleVersion[]>;
  /** What jobs load from here on when they name no version. */
  makeDefault(name: string, version: string): Promise<ModuleVersion>;
  /** False when there was none. */
  deleteVersion(name: string, version: string): Promise<boolean>;
}

const pauseMilliseconds = 200;
const underWay = new Set(['ContentRetrieved', 'RunningImportModuleRunbook']);

export function modules(arm: Arm): Modules {
  const at = (name: string, rest = ''): string => `/modules/${segment(name)}${rest}`;
  const get = (name: string): Promise<Module> => armGet<ModuleProperties>(arm, at(name));
  return {
    list: () => armList<ModuleProperties>(arm, '/modules'),
    get,
    create: (name) =>
      armPut<ModuleProperties>(arm, at(name), {
        name,
        properties: {},
      } satisfies BodyOf<'Module_CreateOrUpdate'>),
    async upload(name, content) {
      const call = { method: 'PUT', content: { type: 'application/octet-stream', bytes: content } } as const;
      await arm.transport.call(armCall(arm, at(name, '/content'), call));
      return get(name);
    },
    async settled(name, signal) {
      for (;;) {
        const module = await get(name);
        if (!underWay.has(module.provisioningState)) return module;
        await delay(pauseMilliseconds, signal);
        signal?.throwIfAborted();
      }
    },
    delete: (name) => armDelete(arm, at(name)),
    versions: (name) => Array.fromAsync(armList(arm, at(name, '/versions'))),
    async makeDefault(name, version) {
      const path = at(name, `/versions/${segment(version)}/makeDefault`);
      const answer = await arm.transport.call(armCall(arm, path, { method: 'POST' }));
      return flat(answer.json());
    },
    deleteVersion: (name, version) => armDelete(arm, at(name, `/versions/${segment(version)}`)),
  };
}
