import { delay, monotonicNow } from '#kernel';

import { ClientError } from '../client-error.ts';
import {
  type Job,
  type JobEvent,
  type JobRecord,
  type JobStep,
  type JobStream,
  type JobStreamSummary,
  hasEnded,
} from './job.ts';

/** What is asked of a job that is followed. */
export type ReadJob = Pick<Job, 'status' | 'exception' | 'lastModifiedTime'>;

/** What can be asked of one job. */
export interface JobReader {
  job(): Promise<ReadJob>;
  /** Streams written at or after the time. */
  streams(since: string | undefined): AsyncIterable<JobStreamSummary>;
  stream(jobStreamId: string): Promise<JobStream>;
  steps(): Promise<readonly JobStep[]>;
}

const pauseMilliseconds = 400;
/** A control plane that was killed is back long before this. */
export const longestOutageMilliseconds = 30_000;

/** Follows a job with nothing but Azure's own operations, so that it also works against Azure. */
export async function* pollJob(reader: JobReader, signal?: AbortSignal): AsyncGenerator<JobEvent> {
  const told: Told = { streams: new Set(), steps: new Set() };
  for (;;) {
    const events = await surviving(() => round(reader, told), signal);
    yield* events;
    const last = events.at(-1);
    if (last?.kind === 'status' && hasEnded(last)) return;
    await delay(pauseMilliseconds, signal);
    signal?.throwIfAborted();
  }
}

interface Told {
  status?: string;
  lastTime?: string;
  readonly streams: Set<string>;
  readonly steps: Set<string>;
}

/** The status is read first and told last: what was written before the end is then already among the streams. */
async function round(reader: JobReader, told: Told): Promise<JobEvent[]> {
  const { status, exception = null } = await reader.job();
  const steps = (await reader.steps()).filter(({ name }) => !told.steps.has(name));
  const records: JobRecord[] = [];
  for await (const { jobStreamId } of reader.streams(told.lastTime)) {
    if (!told.streams.has(jobStreamId)) records.push(recordOf(await reader.stream(jobStreamId)));
  }
  for (const { name } of steps) told.steps.add(name);
  for (const { key, time } of records) {
    told.streams.add(key);
    told.lastTime = time;
  }
  const events = inOrder(steps, records);
  if (status === told.status) return events;
  told.status = status;
  const event: JobEvent = { kind: 'status', status, exception };
  return hasEnded({ status }) ? [...events, event] : [event, ...events];
}

function recordOf({ jobStreamId, streamType, streamText, value, time }: JobStream): JobRecord {
  return { key: jobStreamId, streamType, streamText, value, time };
}

function inOrder(steps: readonly JobStep[], records: readonly JobRecord[]): JobEvent[] {
  const timed = [
    ...steps.map((step) => ({ time: step.recordedAt, event: { kind: 'step', step } as const })),
    ...records.map((record) => ({ time: record.time, event: { kind: 'stream', record } as const })),
  ];
  return timed.sort((one, other) => one.time.localeCompare(other.time)).map(({ event }) => event);
}

/** Asks again while the API is away or breaks, for as long as an outage may last. */
async function surviving<T>(ask: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  const began = monotonicNow();
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!isOutage(error) || monotonicNow() - began > longestOutageMilliseconds) throw error;
      await delay(pauseMilliseconds, signal);
      signal?.throwIfAborted();
    }
  }
}

export function isOutage(error: unknown): error is ClientError {
  return error instanceof ClientError && (error.code === 'Unreachable' || error.status >= 500);
}
