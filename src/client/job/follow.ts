import type { JobEvent } from './job.ts';
import { type JobReader, nothingTold, pollJob } from './poll.ts';

export async function* followJob(reader: JobReader, signal?: AbortSignal): AsyncGenerator<JobEvent> {
  yield* pollJob(reader, nothingTold(), signal);
}
