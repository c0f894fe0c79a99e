import { type Account, type SourceControl, type SyncJob, type SyncStream, armId } from '#automation';

import { ticks } from '../http/shapes.ts';

const type = 'Microsoft.Automation/AutomationAccounts/SourceControls';
const summaryLength = 200;

export function showSourceControl(account: Account, sourceControl: SourceControl): unknown {
  const { name, createdAt, modifiedAt } = sourceControl;
  return {
    id: `${armId(account)}/sourceControls/${name}`,
    name,
    type,
    properties: {
      repoUrl: sourceControl.repoUrl,
      branch: sourceControl.branch,
      folderPath: sourceControl.folderPath,
      autoSync: sourceControl.autoSync,
      publishRunbook: sourceControl.publishRunbook,
      sourceType: sourceControl.sourceType,
      description: sourceControl.description,
      creationTime: createdAt.toISOString(),
      lastModifiedTime: modifiedAt.toISOString(),
      // Ours, beside Azure's.
      removeDeleted: sourceControl.removeDeleted,
      lastCommit: sourceControl.lastCommit,
    },
  };
}

/** What lists and the answer to a new one leave out is why it failed. */
export function showSyncJob(
  account: Account,
  sourceControl: string,
  job: SyncJob,
  form: 'whole' | 'listed',
): unknown {
  return {
    id: `${armId(account)}/sourceControls/${sourceControl}/sourceControlSyncJobs/${job.name}`,
    name: job.name,
    type: `${type}/SourceControlSyncJobs`,
    properties: {
      sourceControlSyncJobId: job.name,
      creationTime: job.createdAt.toISOString(),
      provisioningState: job.state,
      startTime: job.startedAt?.toISOString() ?? null,
      endTime: job.endedAt?.toISOString() ?? null,
      syncType: job.syncType,
      ...(form === 'whole' && { exception: job.exception, commitId: job.foundCommit }),
    },
  };
}

export function showSyncStream(
  account: Account,
  sourceControl: string,
  syncJob: string,
  { syncId, sequence, stream, text, time }: SyncStream,
  form: 'whole' | 'listed',
): unknown {
  const id = `${syncId}_${String(ticks(time)).padStart(20, '0')}_${String(sequence).padStart(20, '0')}`;
  return {
    id: `${armId(account)}/sourceControls/${sourceControl}/sourceControlSyncJobs/${syncJob}/streams/${id}`,
    properties: {
      sourceControlSyncJobStreamId: id,
      summary: text.slice(0, summaryLength),
      time: time.toISOString(),
      streamType: stream,
      ...(form === 'whole' && { streamText: text, value: {} }),
    },
  };
}

/** The place in a sync job's streams that an id names, or undefined when it is none of its own. */
export function syncStreamSequence(syncId: string, id: string): number | undefined {
  const [, of, number] = /^([0-9a-f-]{36})_\d{20}_(\d{20})$/i.exec(id) ?? [];
  const sequence = Number(number);
  return of?.toLowerCase() === syncId && sequence <= 1_000_000_000 ? sequence : undefined;
}
