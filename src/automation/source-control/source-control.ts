/** As Azure names them; `Git` is ours, for any repository by https and those of the worker's machine. */
export const sourceTypes = ['GitHub', 'VsoGit', 'VsoTfvc', 'Git'] as const;
export type SourceType = (typeof sourceTypes)[number];

export interface SourceControl {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly sourceType: SourceType;
  /** `https://github.com/contoso/runbooks.git`, `file:///srv/git/runbooks`. */
  readonly repoUrl: string;
  readonly branch: string;
  /** `/Runbooks`; `/` is the root. */
  readonly folderPath: string;
  readonly autoSync: boolean;
  readonly publishRunbook: boolean;
  /** Ours: runbooks whose file is gone go, too. */
  readonly removeDeleted: boolean;
  readonly description: string;
  readonly lastCommit: string | null;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
}

export type SyncState = 'Running' | 'Completed' | 'Failed';

export interface SyncJob {
  readonly id: string;
  readonly name: string;
  /** `FullSync` was asked for; `PartialSync` came by itself. */
  readonly syncType: 'FullSync' | 'PartialSync';
  readonly state: SyncState;
  readonly exception: string | null;
  /** Hash of the commit that was read; null before. */
  readonly foundCommit: string | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
}

export interface SyncStream {
  readonly syncId: string;
  readonly sequence: number;
  readonly stream: 'Output' | 'Error';
  readonly text: string;
  readonly time: Date;
}

/** The parts of a folder's path, as git names them. */
export function partsOf(folderPath: string): string[] {
  return folderPath.split('/').filter((part) => part !== '');
}
