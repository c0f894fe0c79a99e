import { type FilterSheet, parseFilter } from '../filter/filter.ts';
import { jobActions, jobPath } from '../jobs/job-routes.ts';
import { type ApiParts, accountOf } from '../resources.ts';
import type { ArmCall } from '../routing/call.ts';
import type { Route } from '../routing/route.ts';
import { ok } from '../wire/answer.ts';
import { listAnswer, pageStart } from '../wire/page.ts';
import { followJob } from './follow.ts';
import { positionOf, streamListShape, streamShape } from './stream-shape.ts';

const sheet = {
  streamType: { type: 'text', operators: ['eq'] },
  time: { type: 'time', operators: ['ge'] },
} as const satisfies FilterSheet;

const streamsPath = `${jobPath}/streams`;

export function streamRoutes(parts: ApiParts): Route[] {
  const { jobs, records } = parts.automation;
  const jobOf = async (call: ArmCall) => {
    const account = await accountOf(parts, call);
    return { account, job: await jobs.get(account.id, call.param('jobName')) };
  };
  return [
    {
      method: 'GET',
      path: streamsPath,
      action: `${jobActions}/streams/read`,
      async handle(call) {
        const { account, job } = await jobOf(call);
        const filter = readStreamFilter(call.query('$filter'));
        const page = await records.streams(job.id, filter, pageStart(call));
        return listAnswer(call, page, (record) => streamListShape(account, job, record));
      },
    },
    {
      method: 'GET',
      path: `${streamsPath}/:jobStreamId`,
      action: `${jobActions}/streams/read`,
      async handle(call) {
        const { account, job } = await jobOf(call);
        const record = await records.stream(job.id, positionOf(job, call.param('jobStreamId')));
        return ok(streamShape(account, job, record));
      },
    },
    {
      method: 'GET',
      path: `${jobPath}/follow`,
      action: `${jobActions}/streams/read`,
      async handle(call) {
        const { account, job } = await jobOf(call);
        return followJob(parts, account, job, call);
      },
    },
  ];
}

/** `Any` is no filter (the portal's word for it). */
function readStreamFilter(text: string | undefined): { type?: string; since?: Date } {
  const filter: { type?: string; since?: Date } = {};
  for (const { property, value } of parseFilter(text, sheet)) {
    if (property === 'time') filter.since = new Date(value);
    else if (value !== 'Any') filter.type = value;
  }
  return filter;
}
