import type { Account, Automation, Job } from '#automation';
import { problem } from '#kernel';

import { readTerms, timeOf } from '../filter/filter.ts';
import { listOf, skipToken } from '../http/paging.ts';
import { type Route, type RouteContext, accountPath } from '../http/routes.ts';
import { showStream, streamPosition } from '../http/shapes.ts';
import { followJob } from './follow.ts';

const terms = { 'streamtype eq': 'type', 'time ge': 'since' } as const;

/** Jobs whose records a set of routes serves. */
interface RecordedJobs {
  readonly operations: Readonly<
    Record<'streams' | 'stream' | 'calls' | 'steps' | 'follow', Route['operation']>
  >;
  readonly path: string;
  readonly action: string;
  job(context: RouteContext): Promise<{ readonly account: Account; readonly job: Job }>;
  /** The job's own path in the account: `jobs/<name>`. */
  place(job: Job): string;
}

/** What a job leaves behind: streams as Azure has them; calls, steps and the live view are ours. */
export function recordRoutes(automation: Automation): Route[] {
  const { jobs, records } = automation;
  return routesOf(records, {
    operations: {
      streams: 'JobStream_ListByJob',
      stream: 'JobStream_Get',
      calls: 'Tenantry_ListJobCalls',
      steps: 'Tenantry_ListJobSteps',
      follow: 'Tenantry_FollowJob',
    },
    path: `${accountPath}/jobs/:job`,
    action: 'Microsoft.Automation/automationAccounts/jobs/streams/read',
    async job(context) {
      const account = await context.account();
      return { account, job: await jobs.get(account.id, context.path['job'] ?? '') };
    },
    place: ({ name }) => `jobs/${name}`,
  });
}

/** The same of a draft's test job. */
export function testRecordRoutes({ testJobs, records }: Automation): Route[] {
  return routesOf(records, {
    operations: {
      streams: 'TestJobStreams_ListByTestJob',
      stream: 'TestJobStreams_Get',
      calls: 'Tenantry_ListTestJobCalls',
      steps: 'Tenantry_ListTestJobSteps',
      follow: 'Tenantry_FollowTestJob',
    },
    path: `${accountPath}/runbooks/:runbook/draft/testjob`,
    action: 'Microsoft.Automation/automationAccounts/runbooks/draft/testJob/read',
    async job(context) {
      const account = await context.account();
      return { account, job: await testJobs.get(account.id, context.path['runbook'] ?? '') };
    },
    place: ({ runbookName }) => `runbooks/${runbookName}/draft/testJob`,
  });
}

function routesOf(
  records: Automation['records'],
  { operations, path, action, job: jobOf, place }: RecordedJobs,
): Route[] {
  return [
    {
      operation: operations.streams,
      method: 'GET',
      path: `${path}/streams`,
      action,
      filter: Object.keys(terms),
      pages: true,
      handle: async (context) => {
        const { account, job } = await jobOf(context);
        const text = context.query['$filter'];
        const { type, since } = readTerms(text, terms);
        const filter = { type: type === 'Any' ? undefined : type, since: timeOf(text, since) };
        const page = await records.streams(job.id, filter, skipToken(context));
        return listOf(context, page, (record) => showStream(account, place(job), record, 'listed'));
      },
    },
    {
      operation: operations.stream,
      method: 'GET',
      path: `${path}/streams/:stream`,
      action,
      handle: async (context) => {
        const { account, job } = await jobOf(context);
        const position = streamPosition(job.id, context.path['stream'] ?? '');
        if (position === undefined) throw problem('JobStreamNotFound');
        return showStream(account, place(job), await records.stream(job.id, position), 'whole');
      },
    },
    {
      operation: operations.calls,
      method: 'GET',
      path: `${path}/calls`,
      action,
      handle: async (context) => ({ value: await records.calls((await jobOf(context)).job.id) }),
    },
    {
      operation: operations.steps,
      method: 'GET',
      path: `${path}/steps`,
      action,
      handle: async (context) => ({ value: await records.steps((await jobOf(context)).job.id) }),
    },
    {
      operation: operations.follow,
      method: 'GET',
      path: `${path}/follow`,
      action,
      answers: { 200: 'events' },
      handle: async (context) => followJob(context, (await jobOf(context)).job.id, records),
    },
  ];
}
