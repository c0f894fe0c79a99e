import { blankText } from '#redaction';

import type { Job } from '../jobs/job.ts';
import type { Redactors } from './redactors.ts';

/** A job as people may see it: its parameters and its key without the secrets of the account and of the jobs above it. */
export async function jobToShow(redactors: Redactors, job: Job): Promise<Job> {
  if (Object.keys(job.parameters).length === 0 && job.concurrency === null) return job;
  const redactor = await redactors.ofJob(job.id);
  const values = Object.entries(job.parameters).map(([name, value]) => [
    name,
    job.secretParameters.includes(name) ? blankText : redactor.redact(value),
  ]);
  const concurrency = job.concurrency && {
    ...job.concurrency,
    key: redactor.redact(job.concurrency.key),
  };
  return { ...job, concurrency, parameters: Object.fromEntries(values) as Record<string, string> };
}
