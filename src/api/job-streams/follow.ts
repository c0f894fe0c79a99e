import type { Account, FollowEvent, Job } from '#automation';

import { stepShape } from '../jobs/job-shape.ts';
import type { ApiParts } from '../resources.ts';
import type { ArmCall } from '../routing/call.ts';
import type { StreamAnswer } from '../routing/route.ts';
import { type Mailbox, createMailbox } from './mailbox.ts';
import { streamShape } from './stream-shape.ts';

/** Often enough for proxies that cut silent connections. */
const pingMilliseconds = 15_000;

/**
 * What a job does, as it does it: everything so far and then live, until the job has ended. Each event is one JSON
 * document `{ kind, … }` on a line of its own, or a server-sent event named after its kind (HTML standard, 9.2) for
 * those who accept `text/event-stream`. Kinds: `stream` (a record as `GET …/streams/{id}` shows its properties), `step`,
 * `status`, and `ping`, which says nothing.
 */
export function followJob(parts: ApiParts, account: Account, job: Job, call: ArmCall): StreamAnswer {
  const asEvents = call.headers.accept?.includes('text/event-stream') === true;
  const write = asEvents
    ? (kind: string, data: object) => `event: ${kind}\ndata: ${JSON.stringify({ kind, ...data })}\n\n`
    : (kind: string, data: object) => `${JSON.stringify({ kind, ...data })}\n`;
  return {
    status: 200,
    contentType: asEvents ? 'text/event-stream; charset=utf-8' : 'application/x-ndjson; charset=utf-8',
    stream: lines(parts, account, job, call, write),
  };
}

async function* lines(
  parts: ApiParts,
  account: Account,
  job: Job,
  call: ArmCall,
  write: (kind: string, data: object) => string,
): AsyncGenerator<string> {
  const box: Mailbox<string> = createMailbox();
  const leave = new AbortController();
  const signal = AbortSignal.any([call.gone, leave.signal]);
  const ping = setInterval(() => void box.put(write('ping', {})), pingMilliseconds);
  const following = parts.automation.records
    .follow(job.id, (event) => box.put(write(event.kind, eventShape(account, job, event))), signal)
    .finally(() => box.close());
  // Heard below; until then it must not count as unhandled.
  following.catch(() => {});
  try {
    yield* box;
    await following;
  } finally {
    clearInterval(ping);
    leave.abort();
    box.close();
  }
}

function eventShape(account: Account, job: Job, event: FollowEvent): object {
  if (event.kind === 'stream') return { stream: streamShape(account, job, event.record).properties };
  if (event.kind === 'step') return { step: stepShape(event.step) };
  return { status: event.status, attempt: event.attempt, exception: event.exception };
}
