import { type Job, shownStatus } from '#automation';

import { statusDetails } from '../http/shapes.ts';

/** As Azure has it: flat, without id and name. */
export function showTestJob(job: Job): unknown {
  return {
    creationTime: job.createdAt.toISOString(),
    status: shownStatus(job.status),
    statusDetails: statusDetails(job),
    runOn: job.runOn ?? '',
    startTime: job.startedAt?.toISOString() ?? null,
    endTime: job.endedAt?.toISOString() ?? null,
    exception: job.exception,
    lastModifiedTime: job.modifiedAt.toISOString(),
    lastStatusModifiedTime: job.statusModifiedAt.toISOString(),
    parameters: job.parameters,
    logActivityTrace: 0,
    // Ours, beside Azure's.
    jobId: job.id,
    startedBy: job.startedBy,
    tenant: job.tenant,
    attempt: job.attempt,
    engine: job.engine,
    environmentLock: job.environment,
  };
}
