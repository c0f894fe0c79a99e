import { delay, monotonicNow } from '#kernel';

import { ClientError } from '../client-error.ts';
import { type JobEvent, type JobStatus, type JobStep, type StreamType, hasEnded } from './job.ts';
import { type JobReader, isOutage, longestOutageMilliseconds, pollJob } from './poll.ts';

/** A job that can also be listened to: the lines of `GET …/jobs/{name}/follow`. */
export interface LiveJob extends JobReader {
  live(signal: AbortSignal | undefined): AsyncIterable<string>;
}

/** One line, as Tenantry writes it. */
type Line =
  | { readonly kind: 'status'; readonly status: JobStatus; readonly exception?: string | null }
  | { readonly kind: 'step'; readonly step: JobStep }
  | { readonly kind: 'stream'; readonly record: LineRecord };

interface LineRecord {
  readonly attempt: number;
  readonly sequence: number;
  readonly stream: StreamType;
  readonly text: string;
  readonly value?: unknown;
  readonly time: string;
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
      for await (const text of job.live(signal)) {
        lastHeard = monotonicNow();
        const event = eventOf(text);
        if (event === undefined || isOld(told, event)) continue;
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

/** Server-sent events or one JSON document a line: both carry the same JSON. Other lines keep the connection alive. */
function eventOf(text: string): JobEvent | undefined {
  const json = text.startsWith('data:') ? text.slice('data:'.length).trim() : text.trim();
  if (!json.startsWith('{')) return undefined;
  const line = JSON.parse(json) as Line;
  if (line.kind === 'step') return { kind: 'step', step: line.step };
  if (line.kind === 'status')
    return { kind: 'status', status: line.status, exception: line.exception ?? null };
  if (line.kind !== 'stream') return undefined;
  const { attempt, sequence, stream: streamType, text: streamText, value, time } = line.record;
  return { kind: 'stream', record: { key: `${attempt}.${sequence}`, streamType, streamText, value, time } };
}

function isOld(told: Set<string>, event: JobEvent): boolean {
  if (event.kind === 'status') return false;
  const key = event.kind === 'step' ? `step ${event.step.name}` : event.record.key;
  if (told.has(key)) return true;
  told.add(key);
  return false;
}
