import { delay, monotonicNow } from '#kernel';

import { ClientError } from '../client-error.ts';
import { type JobEvent, type JobStatus, type JobStep, type StreamType, hasEnded } from './job.ts';
import { type JobReader, isOutage, longestOutageMilliseconds, pollJob } from './poll.ts';

/** A job that can also be listened to: the lines of `GET …/jobs/{name}/follow`. */
export interface LiveJob extends JobReader {
  live(signal: AbortSignal | undefined): AsyncIterable<string>;
}

interface RecordData {
  readonly attempt: number;
  readonly sequence: number;
  readonly streamType: StreamType;
  readonly text: string;
  readonly value?: unknown;
  readonly time: string;
}

interface StatusData {
  readonly status: JobStatus;
  readonly exception?: string | null;
}

const pauseMilliseconds = 250;

/**
 * Tells what a job did and does until it has ended. Listens where the API lets it (Tenantry), and asks again and again
 * where it does not (Azure). A connection that breaks is made anew: what was told already is not told twice.
 */
export async function* followJob(job: LiveJob, signal?: AbortSignal): AsyncGenerator<JobEvent> {
  // A job that does not exist is the caller's mistake, not a missing route.
  await job.job();
  const told = new Set<string>();
  let lastHeard = monotonicNow();
  for (;;) {
    try {
      for await (const event of events(job.live(signal))) {
        lastHeard = monotonicNow();
        if (isOld(told, event)) continue;
        yield event;
        if (event.kind === 'status' && hasEnded(event)) return;
      }
    } catch (error) {
      if (isMissingRoute(error)) return yield* pollJob(job, signal);
      if (!isOutage(error) || monotonicNow() - lastHeard > longestOutageMilliseconds) throw error;
    }
    signal?.throwIfAborted();
    await delay(pauseMilliseconds, signal);
  }
}

function isMissingRoute(error: unknown): boolean {
  return error instanceof ClientError && [400, 404, 405, 406].includes(error.status);
}

/** Reads server-sent events (HTML Living Standard, 9.2.6): a kind, its JSON, an empty line. */
async function* events(lines: AsyncIterable<string>): AsyncGenerator<JobEvent> {
  let kind = '';
  for await (const line of lines) {
    if (line.startsWith('event:')) kind = line.slice('event:'.length).trim();
    if (!line.startsWith('data:')) continue;
    const event = eventOf(kind, JSON.parse(line.slice('data:'.length)));
    if (event !== undefined) yield event;
  }
}

function eventOf(kind: string, data: unknown): JobEvent | undefined {
  if (kind === 'status') {
    const { status, exception = null } = data as StatusData;
    return { kind, status, exception };
  }
  if (kind === 'step') return { kind, step: data as JobStep };
  // Kinds that a later version adds are none of ours.
  if (kind !== 'stream') return undefined;
  const { attempt, sequence, streamType, text: streamText, value, time } = data as RecordData;
  return { kind, record: { key: `${attempt}.${sequence}`, streamType, streamText, value, time } };
}

function isOld(told: Set<string>, event: JobEvent): boolean {
  if (event.kind === 'status') return false;
  const key = event.kind === 'step' ? `step ${event.step.name}` : event.record.key;
  if (told.has(key)) return true;
  told.add(key);
  return false;
}
