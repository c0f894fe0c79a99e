import {
  type Account,
  type Job,
  type JobCall,
  type JobStep,
  type JobSummary,
  provisioningState,
} from '#automation';

import { childId } from '../resources.ts';
import { wireTime } from '../wire/time.ts';

const type = 'Microsoft.Automation/AutomationAccounts/Jobs';

/**
 * `Job` of Azure's specification, and after `tenant` what is ours: how the job was kept apart, which attempt counts, and
 * what it took. `asked` is how the client named the job: asked by its id, the resource's id repeats that.
 */
export function jobShape(account: Account, job: Job, asked = job.name): Record<string, unknown> {
  return {
    id: childId(account, 'jobs', asked.toLowerCase() === job.id ? job.id : job.name),
    name: job.name,
    type,
    properties: {
      jobId: job.id,
      runbook: { name: job.runbookName },
      provisioningState: provisioningState(job.status),
      status: job.status,
      statusDetails: job.statusDetails,
      startedBy: job.startedBy,
      creationTime: wireTime(job.createdAt),
      startTime: wireTime(job.startedAt),
      endTime: wireTime(job.endedAt),
      lastModifiedTime: wireTime(job.modifiedAt),
      lastStatusModifiedTime: wireTime(job.statusModifiedAt),
      exception: job.exception,
      parameters: job.parameters,
      runOn: job.runOn,
      tenant: job.tenant,
      isolation: job.isolation,
      attempt: job.attempt,
      exitCode: job.exitCode,
      signal: job.signal,
      peakMemoryBytes: job.peakMemoryBytes,
      durationMilliseconds: job.durationMilliseconds,
    },
  };
}

/** What lists show: without parameters, exception, details and who started it. */
export function jobListShape(account: Account, job: JobSummary): Record<string, unknown> {
  return {
    id: childId(account, 'jobs', job.name),
    name: job.name,
    type,
    properties: {
      jobId: job.id,
      runbook: { name: job.runbookName },
      provisioningState: provisioningState(job.status),
      status: job.status,
      creationTime: wireTime(job.createdAt),
      startTime: wireTime(job.startedAt),
      endTime: wireTime(job.endedAt),
      lastModifiedTime: wireTime(job.modifiedAt),
      runOn: job.runOn,
      tenant: job.tenant,
    },
  };
}

export function stepShape({ recordedAt, ...step }: JobStep): Record<string, unknown> {
  return { ...step, recordedAt: wireTime(recordedAt) };
}

export function callShape({ time, ...call }: JobCall): Record<string, unknown> {
  return { ...call, time: wireTime(time) };
}
