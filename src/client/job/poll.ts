import { delay, monotonicNow } from '#kernel';

import { ClientError } from '../client-error.ts';
import {
  type Job,
  type JobEvent,
  type JobStep,
  type JobStream,
  type JobStreamSummary,
  hasEnded,
} from './job.ts';

/** What can be asked of one job. */
export interface JobReader {
  job(): Promise<Job>;
  /** Streams written at or after the time. */
  streams(since: string | undefined): AsyncIterable<JobStreamSummary>;
  stream(jobStreamId: string): Promise<JobStream>;
  steps(): Promise<readonly JobStep[]>;
}

/** What a follower has already told: makes a repeated record harmless. */
export interface Told {
  status?: string;
  lastTime?: string;
  readonly streams: Set<string>;
  readonly steps: Set<string>;
}

export function nothingTold(): Told {
  return { streams: new Set(), steps: new Set() };
}

const pauseMilliseconds = 400;
/** A control plane that was killed is back long before this. */
const outageMilliseconds = 30_000;

/** Follows a job with nothing but Azure's own operations, so that it also works against Azure. */
export async function* pollJob(
  reader: JobReader,
  told: Told,
  signal?: AbortSignal,
): AsyncGenerator<JobEvent> {
  for (;;) {
    const events = await surviving(() => round(reader, told), signal);
    yield* events;
    const last = events.at(-1);
    if (last?.kind === 'status' && hasEnded(last.job)) return;
    await delay(pauseMilliseconds, signal);
    signal?.throwIfAborted();
  }
}

/** The status is read first and told last: what it says the job has ended after is then already among the streams. */
async function round(reader: JobReader, told: Told): Promise<JobEvent[]> {
  const job = await reader.job();
  const steps = await reader.steps();
  const streams: JobStream[] = [];
  for await (const { jobStreamId } of reader.streams(told.lastTime)) {
    if (!told.streams.has(jobStreamId)) streams.push(await reader.stream(jobStreamId));
  }
  const events: JobEvent[] = [
    ...steps.filter(({ name }) => !told.steps.has(name)).map((step) => ({ kind: 'step', step }) as const),
    ...streams.map((stream) => ({ kind: 'stream', stream }) as const),
  ].sort((one, other) => timeOf(one).localeCompare(timeOf(other)));
  for (const { name } of steps) told.steps.add(name);
  for (const { jobStreamId, time } of streams) {
    told.streams.add(jobStreamId);
    told.lastTime = time;
  }
  if (job.status === told.status) return events;
  told.status = job.status;
  const status = { kind: 'status', job } as const;
  return hasEnded(job) ? [...events, status] : [status, ...events];
}

function timeOf(event: JobEvent): string {
  if (event.kind === 'step') return event.step.recordedAt;
  return event.kind === 'stream' ? event.stream.time : event.job.lastModifiedTime;
}

/** Asks again while the API is away or breaks, for as long as an outage may last. */
export async function surviving<T>(ask: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  const began = monotonicNow();
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!isOutage(error) || monotonicNow() - began > outageMilliseconds) throw error;
      await delay(pauseMilliseconds, signal);
      signal?.throwIfAborted();
    }
  }
}

export function isOutage(error: unknown): error is ClientError {
  return error instanceof ClientError && (error.code === 'Unreachable' || error.status >= 500);
}
