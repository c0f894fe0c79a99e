import { Readable } from 'node:stream';

import { type Automation, type FollowEvent, shownStatus } from '#automation';
import { isoTime } from '#kernel';

import type { RouteContext } from '../http/routes.ts';
import { createMailbox } from './mailbox.ts';

const ping = { kind: 'ping' } as const;
/** Often enough for proxies that cut silent connections. */
const pingMilliseconds = 15_000;

/**
 * What a job does, as it does it: everything so far and then live, until the job has ended. Each event is a JSON document
 * with its `kind`: `stream`, `step`, `status`, and `ping`, which says nothing. They come as server-sent events (HTML
 * standard, 9.2), or one document a line for who accepts `application/x-ndjson`.
 */
export function followJob(
  { request, reply }: RouteContext,
  jobId: string,
  records: Automation['records'],
): Readable {
  const asLines = request.headers.accept?.includes('application/x-ndjson') === true;
  const write = (event: FollowEvent | typeof ping): string => {
    const json = jsonOf(event);
    return asLines ? `${json}\n` : `event: ${event.kind}\ndata: ${json}\n\n`;
  };
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  reply
    .type(asLines ? 'application/x-ndjson' : 'text/event-stream')
    .header('cache-control', 'no-store')
    .header('x-accel-buffering', 'no');
  return Readable.from(events(jobId, records, write, gone), { objectMode: true });
}

async function* events(
  jobId: string,
  records: Automation['records'],
  write: (event: FollowEvent | typeof ping) => string,
  gone: AbortController,
): AsyncGenerator<string> {
  const box = createMailbox<string>();
  const pinging = setInterval(() => void box.put(write(ping)), pingMilliseconds);
  const following = records
    .follow(jobId, (event) => box.put(write(event)), gone.signal)
    .finally(() => box.close());
  // Heard below; until then it must not count as unhandled.
  following.catch(() => {});
  try {
    for await (const some of box) yield some.join('');
    await following;
  } finally {
    clearInterval(pinging);
    gone.abort();
    box.close();
  }
}

/** All who follow a job get the same records, each written out once. */
const written = new WeakMap<object, string>();

function jsonOf(event: FollowEvent | typeof ping): string {
  if (event.kind === 'ping') return JSON.stringify(event);
  const known = event.kind === 'stream' ? written.get(event.record) : undefined;
  if (known !== undefined) return known;
  const json = JSON.stringify({ kind: event.kind, ...shown(event) });
  if (event.kind === 'stream') written.set(event.record, json);
  return json;
}

function shown(event: FollowEvent): object {
  switch (event.kind) {
    case 'stream': {
      const { stream: streamType, text, value, time, attempt, sequence } = event.record;
      return { streamType, text, value, time: isoTime(time.getTime()), attempt, sequence };
    }
    case 'step': {
      const { name, attempt, recordedAt } = event.step;
      return { name, attempt, recordedAt: isoTime(recordedAt.getTime()) };
    }
    case 'status':
      return { status: shownStatus(event.status), attempt: event.attempt, exception: event.exception };
  }
}
