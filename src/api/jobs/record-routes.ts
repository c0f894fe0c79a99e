import type { Automation } from '#automation';
import { problem } from '#kernel';

import { readTerms, timeOf } from '../filter/filter.ts';
import { listOf, skipToken } from '../http/paging.ts';
import { type Route, type RouteContext, accountPath } from '../http/routes.ts';
import { showStream, streamPosition } from '../http/shapes.ts';
import { followJob } from './follow.ts';

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
      operation: 'JobStream_ListByJob',
      method: 'GET',
      path: `${path}/streams`,
      action: `${kind}/streams/read`,
      filter: Object.keys(terms),
      pages: true,
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
      operation: 'JobStream_Get',
      method: 'GET',
      path: `${path}/streams/:stream`,
      action: `${kind}/streams/read`,
      handle: async (context) => {
        const { account, job } = await jobOf(context);
        const position = streamPosition(job.id, context.path['stream'] ?? '');
        if (position === undefined) throw problem('JobStreamNotFound');
        return showStream(account, job.name, await records.stream(job.id, position), 'whole');
      },
    },
    {
      operation: 'Tenantry_ListJobCalls',
      method: 'GET',
      path: `${path}/calls`,
      action: `${kind}/streams/read`,
      handle: async (context) => ({ value: await records.calls((await jobOf(context)).job.id) }),
    },
    {
      operation: 'Tenantry_ListJobSteps',
      method: 'GET',
      path: `${path}/steps`,
      action: `${kind}/streams/read`,
      handle: async (context) => ({ value: await records.steps((await jobOf(context)).job.id) }),
    },
    {
      operation: 'Tenantry_FollowJob',
      method: 'GET',
      path: `${path}/follow`,
      action: `${kind}/streams/read`,
      answers: { 200: 'events' },
      handle: async (context) => followJob(context, (await jobOf(context)).job.id, records),
    },
  ];
}
