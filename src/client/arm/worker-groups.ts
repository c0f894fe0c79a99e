import type { JobIsolation } from '../job/job.ts';
import { type Arm, type Resource, armCall, armDelete, armGet, armList, armPut, segment } from './arm.ts';

export interface WorkerGroupProperties {
  readonly groupType: string;
  /** A credential of the account: as whom jobs of the group are to run. */
  readonly credential: { readonly name: string } | null;
  /** Tenantry's: a worker that is silent for longer loses its jobs to others. */
  readonly silenceSeconds?: number;
}
export type WorkerGroup = Resource<WorkerGroupProperties>;

export interface HybridWorkerProperties {
  readonly workerName: string;
  readonly workerType: string;
  readonly ip: string;
  readonly vmResourceId: string;
  readonly registeredDateTime: string;
  readonly lastSeenDateTime: string | null;
  // What follows is Tenantry's.
  readonly live?: boolean;
  readonly version?: string | null;
  readonly operatingSystem?: string | null;
  readonly tags?: Readonly<Record<string, string>>;
  readonly revokedDateTime?: string | null;
  readonly isolation?: JobIsolation | null;
  readonly selfTest?: readonly SelfTestAttempt[] | null;
}
export type HybridWorker = Resource<HybridWorkerProperties>;

/** One thing that no job may do, as the self-test of a worker tried it. */
export interface SelfTestAttempt {
  readonly what: string;
  /** `unproven`: refused in the sandbox, but also without one, so that it proves nothing on that machine. */
  readonly outcome: 'refused' | 'unproven' | 'succeeded';
}

/** A worker of the installation, which runs the jobs of every account. */
export interface InstallationWorker {
  readonly name: string;
  /** Heard of lately. */
  readonly live: boolean;
  readonly startedTime: string;
  readonly lastSeenTime: string;
  /** Most jobs at once. */
  readonly places: number;
  readonly operatingSystem: string;
  readonly isolation: JobIsolation;
  readonly selfTest: readonly SelfTestAttempt[];
}

export interface JoinToken {
  /** Shown this once. */
  readonly token: string;
  readonly group: string;
  readonly origin: string;
  readonly fingerprint: string;
  readonly expiresAt: string;
  /** What the worker gets, and no others; absent where it states its own. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Hybrid worker groups: what jobs name by `runOn`. */
export interface WorkerGroups {
  /** Those of no group: the installation's own. */
  ofInstallation(): Promise<readonly InstallationWorker[]>;
  get(name: string): Promise<WorkerGroup>;
  list(): AsyncIterable<WorkerGroup>;
  /** Makes the group, or changes what is given. */
  put(
    name: string,
    settings?: { readonly credential?: string | null; readonly silenceSeconds?: number },
  ): Promise<WorkerGroup>;
  /** False when there was none. */
  delete(name: string): Promise<boolean>;
  /** With which one worker joins the group, once. With tags it has these and states no others. */
  createJoinToken(
    name: string,
    expiresInMinutes?: number,
    tags?: Readonly<Record<string, string>>,
  ): Promise<JoinToken>;
  workers(name: string): AsyncIterable<HybridWorker>;
  /** Every request of it is refused from now on, and its jobs go to others. */
  revokeWorker(name: string, id: string): Promise<void>;
}

export function workerGroups(arm: Arm): WorkerGroups {
  const at = (name: string): string => `/hybridRunbookWorkerGroups/${segment(name)}`;
  return {
    ofInstallation: async () =>
      (await arm.transport.call(armCall(arm, '/workers'))).json<{ value: InstallationWorker[] }>().value,
    get: (name) => armGet<WorkerGroupProperties>(arm, at(name)),
    list: () => armList<WorkerGroupProperties>(arm, '/hybridRunbookWorkerGroups'),
    put: (name, { credential, ...others } = {}) => {
      const given = credential === null ? null : { name: credential };
      return armPut<WorkerGroupProperties>(arm, at(name), {
        properties: { ...others, ...(credential !== undefined && { credential: given }) },
      });
    },
    delete: (name) => armDelete(arm, at(name)),
    createJoinToken: async (name, expiresInMinutes, tags) => {
      const call = armCall(arm, `${at(name)}/createJoinToken`, {
        method: 'POST',
        json: { expiresInMinutes, tags },
      });
      return (await arm.transport.call(call)).json<JoinToken>();
    },
    workers: (name) => armList<HybridWorkerProperties>(arm, `${at(name)}/hybridRunbookWorkers`),
    revokeWorker: async (name, id) => {
      const path = `${at(name)}/hybridRunbookWorkers/${segment(id)}/revoke`;
      await arm.transport.call(armCall(arm, path, { method: 'POST' }));
    },
  };
}
