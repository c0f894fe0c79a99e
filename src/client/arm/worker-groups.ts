import { type Arm, type Resource, armDelete, armGet, armList, armPut, segment } from './arm.ts';

export interface WorkerGroupProperties {
  readonly groupType: string;
  /** A credential of the account: as whom jobs of the group are to run. */
  readonly credential: { readonly name: string } | null;
}
export type WorkerGroup = Resource<WorkerGroupProperties>;

/** Hybrid worker groups: what jobs name by `runOn`. */
export interface WorkerGroups {
  get(name: string): Promise<WorkerGroup>;
  list(): AsyncIterable<WorkerGroup>;
  /** Makes the group, or changes its credential. */
  put(name: string, settings?: { readonly credential?: string | null }): Promise<WorkerGroup>;
  /** False when there was none. */
  delete(name: string): Promise<boolean>;
}

export function workerGroups(arm: Arm): WorkerGroups {
  const at = (name: string): string => `/hybridRunbookWorkerGroups/${segment(name)}`;
  return {
    get: (name) => armGet<WorkerGroupProperties>(arm, at(name)),
    list: () => armList<WorkerGroupProperties>(arm, '/hybridRunbookWorkerGroups'),
    put: (name, { credential } = {}) => {
      const given = credential === null ? null : { name: credential };
      return armPut<WorkerGroupProperties>(arm, at(name), {
        properties: credential === undefined ? {} : { credential: given },
      });
    },
    delete: (name) => armDelete(arm, at(name)),
  };
}
