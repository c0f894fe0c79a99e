import type {
  Account,
  Credential,
  Job,
  JobStream,
  JobSummary,
  Runbook,
  SecretWarning,
  Variable,
} from '#automation';
import { armId, provisioningState, shownLater, shownStatus } from '#automation';

import { showOrder } from '../jobs/order.ts';

/** .NET ticks (100 ns since the year 1) of a time: what Azure's ETags and stream ids are made of. */
export function ticks(time: Date): bigint {
  return BigInt(time.getTime()) * 10_000n + 621_355_968_000_000_000n;
}

export function showAccount(account: Account): unknown {
  const { name, location, tags, allowedHosts, createdAt, modifiedAt } = account;
  return {
    id: armId(account),
    name,
    type: 'Microsoft.Automation/AutomationAccounts',
    location,
    tags,
    etag: null,
    identity: showAccountIdentity(account),
    properties: {
      sku: { name: 'Basic', family: null, capacity: null },
      state: 'Ok',
      creationTime: createdAt.toISOString(),
      lastModifiedBy: null,
      lastModifiedTime: modifiedAt.toISOString(),
      publicNetworkAccess: true,
      disableLocalAuth: true,
      // Ours, beside Azure's.
      allowedHosts,
    },
  };
}

function showAccountIdentity({ identity, userAssigned }: Account): unknown {
  const types = [
    ...(identity === undefined ? [] : ['SystemAssigned']),
    ...(userAssigned.length === 0 ? [] : ['UserAssigned']),
  ];
  // Azure leaves the member out of an account without identity; JSON does that to what is undefined.
  if (types.length === 0) return undefined;
  return {
    type: types.join(', '),
    ...(identity !== undefined && { principalId: identity.principalId, tenantId: identity.tenantId }),
    ...(userAssigned.length > 0 && {
      userAssignedIdentities: Object.fromEntries(
        userAssigned.map(({ id, clientId, principalId }) => [id, { clientId, principalId }]),
      ),
    }),
  };
}

export function runbookEtag({ etag }: Runbook): string {
  return etag;
}

/** Lists leave out parameters and the ETag. */
export function showRunbook(account: Account, runbook: Runbook, form: 'whole' | 'listed'): unknown {
  const { name, location, tags, type, state, description, logProgress, logVerbose, createdAt, modifiedAt } =
    runbook;
  return {
    id: `${armId(account)}/runbooks/${name}`,
    name,
    type: 'Microsoft.Automation/AutomationAccounts/Runbooks',
    location,
    tags,
    ...(form === 'whole' && { etag: runbookEtag(runbook) }),
    properties: {
      description,
      logVerbose,
      logProgress,
      logActivityTrace: 0,
      runbookType: type,
      state,
      runtimeEnvironment: runbook.runtimeEnvironment,
      // Ours, beside Azure's.
      concurrency: runbook.concurrency,
      jobDefaults: showOrder(runbook.jobDefaults),
      jobCount: runbook.jobCount,
      provisioningState: 'Succeeded',
      serviceManagementTags: null,
      outputTypes: [],
      ...(form === 'whole' && {
        parameters: Object.fromEntries(
          runbook.parameters.map(({ name: parameter, ...definition }) => [
            parameter,
            { ...definition, defaultValue: definition.defaultValue ?? null },
          ]),
        ),
        ...(runbook.draftCreatedAt !== null && { draft: showDraft(runbook) }),
      }),
      creationTime: createdAt.toISOString(),
      lastModifiedTime: modifiedAt.toISOString(),
      lastModifiedBy: runbook.modifiedBy,
    },
  };
}

export function showDraft({ state, draftCreatedAt, draftModifiedAt }: Runbook): unknown {
  return {
    inEdit: state !== 'Published',
    draftContentLink: null,
    creationTime: draftCreatedAt?.toISOString() ?? null,
    lastModifiedTime: draftModifiedAt?.toISOString() ?? null,
    parameters: {},
    outputTypes: [],
  };
}

/** Asked by the server's id, the resource's id repeats that. */
export function showJob(account: Account, job: Job, asked = job.name): unknown {
  return {
    id: `${armId(account)}/jobs/${asked.toLowerCase() === job.id ? job.id : job.name}`,
    name: job.name,
    type: 'Microsoft.Automation/AutomationAccounts/Jobs',
    properties: {
      jobId: job.id,
      creationTime: job.createdAt.toISOString(),
      provisioningState: provisioningState(job.status),
      status: shownStatus(job.status),
      statusDetails: statusDetails(job),
      startedBy: job.startedBy,
      startTime: job.startedAt?.toISOString() ?? null,
      endTime: job.endedAt?.toISOString() ?? null,
      lastModifiedTime: job.modifiedAt.toISOString(),
      lastStatusModifiedTime: job.statusModifiedAt.toISOString(),
      exception: job.exception,
      parameters: job.parameters,
      runOn: job.runOn,
      runbook: { name: job.runbookName },
      jobRuntimeEnvironment: { runtimeEnvironmentName: job.environment?.name ?? null },
      // Ours, beside Azure's.
      tenant: job.tenant,
      parent: showParent(job),
      waitingBecause: waitingBecause(job),
      priority: job.priority,
      concurrency: job.concurrency,
      notBefore: shownLater(job),
      timeZone: job.timeZone,
      attempt: job.attempt,
      exitCode: job.exitCode,
      signal: job.signal,
      peakMemoryBytes: job.peakMemoryBytes,
      durationMilliseconds: job.durationMilliseconds,
      isolation: job.isolation,
      engine: job.engine,
      environmentLock: job.environment,
    },
  };
}

export function showJobSummary(account: Account, job: JobSummary): unknown {
  return {
    id: `${armId(account)}/jobs/${job.name}`,
    name: job.name,
    type: 'Microsoft.Automation/AutomationAccounts/Jobs',
    properties: {
      jobId: job.id,
      creationTime: job.createdAt.toISOString(),
      provisioningState: provisioningState(job.status),
      status: shownStatus(job.status),
      startTime: job.startedAt?.toISOString() ?? null,
      endTime: job.endedAt?.toISOString() ?? null,
      lastModifiedTime: job.modifiedAt.toISOString(),
      runOn: job.runOn,
      runbook: { name: job.runbookName },
      tenant: job.tenant,
      parent: showParent(job),
      waitingBecause: waitingBecause(job),
      priority: job.priority,
      notBefore: shownLater(job),
    },
  };
}

const held = {
  account: {
    details: 'WaitingForAccount',
    because: 'The account has as many jobs as it may at a time; this one begins when others have ended.',
  },
  runbook: {
    details: 'WaitingForRunbook',
    because: 'The runbook runs only so many jobs at a time; this one begins when others of it have ended',
  },
  key: {
    details: 'WaitingForKey',
    because:
      'Only so many jobs with its concurrency key run at a time; this one begins when others have ended',
  },
  time: { details: 'WaitingForTime', because: 'It waits until' },
  group: {
    details: 'WaitingForHybridWorker',
    because:
      'The hybrid worker group that it is to run on has no worker that is there: none has joined, or none was heard of lately.',
  },
  workers: {
    details: 'WaitingForHybridWorker',
    because: 'The workers of the hybrid worker group that it is to run on have as many jobs as they take.',
  },
} as const;

export function statusDetails({ status, statusDetails, heldBecause }: Job): string {
  if (status === 'Waiting') return 'WaitingForJobs';
  return heldBecause === null ? statusDetails : held[heldBecause].details;
}

/** For people; null for a job that runs or has ended. */
function waitingBecause(job: JobSummary): string | null {
  const { heldBecause, heldBy, status } = job;
  if (status === 'Waiting') return 'It waits for jobs that it started.';
  if (heldBecause === 'time') return `${held.time.because} ${shownLater(job)} (${job.timeZone}).`;
  if (heldBecause === 'key' || heldBecause === 'runbook')
    return `${held[heldBecause].because}${named(heldBy)}.`;
  if (heldBecause === 'group') return `${held.group.because}${tagsAsked(job.runOn)}`;
  if (heldBecause !== null) return held[heldBecause].because;
  return status === 'New' ? 'It waits for a free place of a worker.' : null;
}

function named(jobs: readonly string[]): string {
  return jobs.length === 0 ? '' : `: ${jobs.join(', ')}`;
}

/** Of a job that asks for some workers of a group alone. */
function tagsAsked(runOn: string | null): string {
  const tags = /\[(.*)\]$/.exec(runOn ?? '')?.[1];
  return tags === undefined ? '' : ` It asks for one with the tags ${tags}.`;
}

/** The job that started it. */
function showParent({ parentId, parentName }: JobSummary): unknown {
  return parentId === null ? null : { jobId: parentId, name: parentName };
}

const summaryLength = 200;
/** An attempt's records count from 1; attempts lie this far apart in the sequence of the whole job. */
const attemptStride = 1_000_000_000;

export function streamId({ jobId, attempt, sequence, time }: JobStream): string {
  const digits = (value: bigint | number): string => String(value).padStart(20, '0');
  return `${jobId}_${digits(ticks(time))}_${digits((attempt - 1) * attemptStride + sequence)}`;
}

/** The place in the job's streams that an id names, or undefined when it is none of this job's. */
export function streamPosition(jobId: string, id: string): { attempt: number; sequence: number } | undefined {
  const [, of, number] = /^([0-9a-f-]{36})_\d{20}_(\d{20})$/i.exec(id) ?? [];
  const place = Number(number);
  if (of?.toLowerCase() !== jobId || !Number.isSafeInteger(place)) return undefined;
  return { attempt: Math.floor(place / attemptStride) + 1, sequence: place % attemptStride };
}

export function showStream(
  account: Account,
  jobPlace: string,
  record: JobStream,
  form: 'whole' | 'listed',
): unknown {
  const id = streamId(record);
  return {
    id: `${armId(account)}/${jobPlace}/streams/${id}`,
    properties: {
      jobStreamId: id,
      summary: record.text.slice(0, summaryLength),
      time: record.time.toISOString(),
      streamType: record.stream,
      ...(form === 'whole' && { streamText: `${record.text}\r\n`, value: streamValue(record) }),
    },
  };
}

/** Scalars are wrapped, objects are their properties. */
function streamValue({ value, text }: JobStream): unknown {
  if (value === null || value === undefined) return { value: text };
  return typeof value === 'object' && !Array.isArray(value) ? value : { value };
}

/** Ours: what is wrong with a secret that was just written. Absent where nothing is. */
export function showWarnings(warnings: readonly SecretWarning[] = []): object {
  return warnings.length === 0 ? {} : { warnings };
}

export function showVariable(
  account: Account,
  { name, value, isEncrypted, description, createdAt, modifiedAt, warnings }: Variable,
): unknown {
  return {
    id: `${armId(account)}/variables/${name}`,
    name,
    type: 'Microsoft.Automation/AutomationAccounts/Variables',
    properties: {
      ...(isEncrypted ? {} : { value }),
      isEncrypted,
      description,
      creationTime: createdAt.toISOString(),
      lastModifiedTime: modifiedAt.toISOString(),
      ...showWarnings(warnings),
    },
  };
}

export function showCredential(
  account: Account,
  { name, userName, description, createdAt, modifiedAt, warnings }: Credential,
): unknown {
  return {
    id: `${armId(account)}/credentials/${name}`,
    name,
    type: 'Microsoft.Automation/AutomationAccounts/Credentials',
    properties: {
      userName,
      description,
      creationTime: createdAt.toISOString(),
      lastModifiedTime: modifiedAt.toISOString(),
      ...showWarnings(warnings),
    },
  };
}
