import type { JobStatus, JobStep, StreamType } from '#client';

import { call } from './call.ts';

export interface LogRecord {
  readonly key: string;
  readonly streamType: StreamType;
  readonly text: string;
  readonly time: string;
}

export type FollowEvent =
  | { readonly kind: 'stream'; readonly record: LogRecord }
  | { readonly kind: 'step'; readonly step: JobStep }
  | { readonly kind: 'status'; readonly status: JobStatus };

interface Wire {
  readonly kind: string;
  readonly streamType: StreamType;
  readonly text: string;
  readonly time: string;
  readonly attempt: number;
  readonly sequence: number;
  readonly status: JobStatus;
}

/** What a job does, from its beginning and then live, batch by batch as it comes; ends with the job, or with the connection. */
export async function* follow(address: string, signal: AbortSignal): AsyncGenerator<readonly FollowEvent[]> {
  const answer = await call(address, { accept: 'text/event-stream', signal });
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const { events, left } = readEvents(rest + value);
    rest = left;
    if (events.length > 0) yield events;
  }
}

/** Server-sent events (HTML Living Standard, 9.2.6), of which each is one line of JSON; `left` is what is not whole yet. */
export function readEvents(text: string): { readonly events: readonly FollowEvent[]; readonly left: string } {
  const blocks = text.split('\n\n');
  const left = blocks.pop() ?? '';
  const lines = blocks.flatMap((block) => block.split('\n').filter((line) => line.startsWith('data:')));
  return { events: lines.flatMap((line) => eventOf(JSON.parse(line.slice(5)) as Wire)), left };
}

/** Kinds that a later version adds are none of ours. */
function eventOf(wire: Wire): FollowEvent[] {
  const { kind, streamType, text, time, attempt, sequence, status } = wire;
  if (kind === 'stream') return [{ kind, record: { key: `${attempt}.${sequence}`, streamType, text, time } }];
  if (kind === 'step') return [{ kind, step: wire as unknown as JobStep }];
  return kind === 'status' ? [{ kind, status }] : [];
}
