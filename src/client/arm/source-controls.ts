import { newId } from '#kernel';

import {
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

export interface SourceControlProperties {
  /** `GitHub`, `VsoGit`, or `Git` for any other repository. */
  readonly sourceType: string;
  readonly repoUrl: string;
  readonly branch: string;
  readonly folderPath: string;
  readonly autoSync: boolean;
  readonly publishRunbook: boolean;
  readonly removeDeleted: boolean;
  readonly description: string;
  /** Hash of the commit that the last synchronisation read. */
  readonly lastCommit: string | null;
  readonly creationTime: string;
  readonly lastModifiedTime: string;
}
export type SourceControl = Resource<SourceControlProperties>;

export interface SourceControlSettings {
  readonly sourceType?: string;
  readonly repoUrl?: string;
  readonly branch?: string;
  readonly folderPath?: string;
  readonly autoSync?: boolean;
  readonly publishRunbook?: boolean;
  readonly removeDeleted?: boolean;
  readonly description?: string;
  /** Is kept encrypted and never shown. */
  readonly accessToken?: string;
}

export interface SyncJobProperties {
  readonly provisioningState: 'Running' | 'Completed' | 'Failed';
  readonly syncType: 'FullSync' | 'PartialSync';
  readonly creationTime: string;
  readonly startTime: string | null;
  readonly endTime: string | null;
  /** Absent in lists, as what follows. */
  readonly exception?: string | null;
  readonly commitId?: string | null;
}
export type SyncJob = Resource<SyncJobProperties>;

export interface SyncStream {
  readonly sourceControlSyncJobStreamId: string;
  readonly streamType: 'Output' | 'Error';
  readonly summary: string;
  readonly time: string;
  /** Absent in lists. */
  readonly streamText?: string;
}

export interface SourceControls {
  list(): AsyncGenerator<SourceControl>;
  get(name: string): Promise<SourceControl>;
  /** Makes or changes it; what is left out stays. */
  put(name: string, settings: SourceControlSettings): Promise<SourceControl>;
  /** False when there was none. What came from it stays. */
  delete(name: string): Promise<boolean>;
  /** Reads the repository and imports its runbooks; `commitId` may be left out for the newest. */
  sync(name: string, commitId?: string): Promise<SyncJob>;
  syncJob(name: string, syncJob: string): Promise<SyncJob>;
  syncJobs(name: string): AsyncGenerator<SyncJob>;
  syncStreams(name: string, syncJob: string): AsyncGenerator<SyncStream>;
  syncStream(name: string, syncJob: string, id: string): Promise<SyncStream>;
}

export function sourceControls(arm: Arm): SourceControls {
  const at = (name: string): string => `/sourceControls/${segment(name)}`;
  const jobAt = (name: string, syncJob: string): string =>
    `${at(name)}/sourceControlSyncJobs/${segment(syncJob)}`;
  return {
    list: () => armList<SourceControlProperties>(arm, '/sourceControls'),
    get: (name) => armGet<SourceControlProperties>(arm, at(name)),
    put: (name, { accessToken, ...settings }) =>
      armPut<SourceControlProperties>(arm, at(name), {
        properties: {
          ...settings,
          ...(accessToken !== undefined && {
            securityToken: { tokenType: 'PersonalAccessToken', accessToken },
          }),
        },
      }),
    delete: (name) => armDelete(arm, at(name)),
    async sync(name, commitId = '') {
      const call = armCall(arm, jobAt(name, newId()), { method: 'PUT', json: { properties: { commitId } } });
      return flat((await arm.transport.call(call)).json<WireResource<SyncJobProperties>>());
    },
    syncJob: (name, syncJob) => armGet<SyncJobProperties>(arm, jobAt(name, syncJob)),
    syncJobs: (name) => armList<SyncJobProperties>(arm, `${at(name)}/sourceControlSyncJobs`),
    syncStreams: (name, syncJob) => armList<SyncStream>(arm, `${jobAt(name, syncJob)}/streams`),
    syncStream: (name, syncJob, id) =>
      armGet<SyncStream>(arm, `${jobAt(name, syncJob)}/streams/${segment(id)}`),
  };
}
