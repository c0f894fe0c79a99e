import { PassThrough } from 'node:stream';

import { isoTime, problem } from '#kernel';
import type { Automation, FollowEvent } from '#automation';

import { readTerms, timeOf } from '../filter/filter.ts';
import { listOf, skipToken } from '../http/paging.ts';
import { type Route, type RouteContext, accountPath } from '../http/routes.ts';
import { showStream, streamPosition } from '../http/shapes.ts';

const terms = { 'streamtype eq': 'type', 'time ge': 'since' } as const;

/** What a job leaves behind: streams as Azure has them; calls, steps and the live view are ours. */
export function recordRoutes({ jobs, records }: Automation): Route[] {
  const kind = 'Microsoft.Automation/automationAccounts/jobs';
  const path = `${accountPath}/jobs/:job`;
  const jobOf = async (context: RouteContext) => {
    const account = await context.account();
    return { account, job: await jobs.get(account.id, context.path['job'] ?? '') };
  };
  return [
    {
      method: 'GET',
      path: `${path}/streams`,
      action: `${kind}/streams/read`,
      handle: async (context) => {
        const { account, job } = await jobOf(context);
        const text = context.query['$filter'];
        const { type, since } = readTerms(text, terms);
        const filter = { type: type === 'Any' ? undefined : type, since: timeOf(text, since) };
        const page = await records.streams(job.id, filter, skipToken(context));
        return listOf(context, page, (record) => showStream(account, job.name, record, 'listed'));
      },
    },
    {
      method: 'GET',
      path: `${path}/streams/:stream`,
      action: `${kind}/streams/read`,
      handle: async (context) => {
        const { account, job } = await jobOf(context);
        const position = streamPosition(context.path['stream'] ?? '');
        if (position === undefined) throw problem('JobStreamNotFound');
        return showStream(account, job.name, await records.stream(job.id, position), 'whole');
      },
    },
    {
      method: 'GET',
      path: `${path}/calls`,
      action: `${kind}/streams/read`,
      handle: async (context) => ({ value: await records.calls((await jobOf(context)).job.id) }),
    },
    {
      method: 'GET',
      path: `${path}/steps`,
      action: `${kind}/streams/read`,
      handle: async (context) => ({ value: await records.steps((await jobOf(context)).job.id) }),
    },
    {
      method: 'GET',
      path: `${path}/follow`,
      action: `${kind}/streams/read`,
      handle: async (context) => follow(context, (await jobOf(context)).job.id, records),
    },
  ];
}

/** Server-sent events: `stream`, `step` and `status`, until the job has ended. */
function follow(
  { request, reply }: RouteContext,
  jobId: string,
  records: Automation['records'],
): PassThrough {
  const events = new PassThrough();
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  const send = (event: FollowEvent): void => {
    events.write(`event: ${event.kind}\ndata: ${JSON.stringify(shown(event))}\n\n`);
  };
  records
    .follow(jobId, send, gone.signal)
    .catch((error: unknown) => request.log.error(error))
    .finally(() => events.end());
  reply.type('text/event-stream').header('cache-control', 'no-store');
  return events;
}

function shown(event: FollowEvent): unknown {
  switch (event.kind) {
    case 'stream': {
      const { stream: streamType, text, value, time, attempt, sequence } = event.record;
      return { streamType, text, value, time: isoTime(time.getTime()), attempt, sequence };
    }
    case 'step':
      return {
        name: event.step.name,
        attempt: event.step.attempt,
        recordedAt: isoTime(event.step.recordedAt.getTime()),
      };
    case 'status':
      return { status: event.status, attempt: event.attempt, exception: event.exception };
  }
}
