import { z } from 'zod';

import type { Automation } from '#automation';
import { problem } from '#kernel';

import { readTerms } from '../filter/filter.ts';
import { readBody } from '../http/body.ts';
import { listOf, skipToken } from '../http/paging.ts';
import { type Route, type RouteContext, accountPath } from '../http/routes.ts';
import { showSyncJob, showSyncStream, syncStreamSequence } from './show-source-control.ts';

const body = z.object({
  properties: z.object({
    commitId: z
      .string()
      .max(64)
      .nullish()
      .transform((value) => value ?? ''),
  }),
});
const terms = { 'streamtype eq': 'type' } as const;

/** Synchronisations of a repository, and what each of them did. */
export function syncJobRoutes({ syncJobs }: Automation): Route[] {
  const kind = 'Microsoft.Automation/automationAccounts/sourceControls/sourceControlSyncJobs';
  const collection = `${accountPath}/sourcecontrols/:sourcecontrol/sourcecontrolsyncjobs`;
  const path = `${collection}/:syncjob`;
  const sourceOf = (context: RouteContext): string => context.path['sourcecontrol'] ?? '';
  const nameOf = (context: RouteContext): string => context.path['syncjob'] ?? '';
  const jobOf = async (context: RouteContext) => {
    const account = await context.account();
    return { account, job: await syncJobs.get(account.id, sourceOf(context), nameOf(context)) };
  };
  return [
    {
      operation: 'SourceControlSyncJob_ListByAutomationAccount',
      method: 'GET',
      path: collection,
      action: `${kind}/read`,
      pages: true,
      handle: async (context) => {
        const account = await context.account();
        const page = await syncJobs.list(account.id, sourceOf(context), skipToken(context));
        return listOf(context, page, (job) => showSyncJob(account, sourceOf(context), job, 'listed'));
      },
    },
    {
      operation: 'SourceControlSyncJob_Create',
      method: 'PUT',
      path,
      action: `${kind}/write`,
      body,
      answers: { 201: 'json' },
      handle: async (context) => {
        const account = await context.account();
        const name = nameOf(context);
        if (!z.guid().safeParse(name).success)
          throw problem('BodyInvalid', { detail: `the name of a sync job is a GUID, and '${name}' is none` });
        const { commitId } = readBody(context, body).properties;
        const job = await syncJobs.start(account, sourceOf(context), { name, commitId }, context.actor);
        context.reply.code(201).header('location', `${context.origin}${context.request.url}`);
        return showSyncJob(account, sourceOf(context), job, 'listed');
      },
    },
    {
      operation: 'SourceControlSyncJob_Get',
      method: 'GET',
      path,
      action: `${kind}/read`,
      handle: async (context) => {
        const { account, job } = await jobOf(context);
        return showSyncJob(account, sourceOf(context), job, 'whole');
      },
    },
    {
      operation: 'SourceControlSyncJobStreams_ListBySyncJob',
      method: 'GET',
      path: `${path}/streams`,
      action: `${kind}/streams/read`,
      filter: Object.keys(terms),
      pages: true,
      handle: async (context) => {
        const { account, job } = await jobOf(context);
        const { type } = readTerms(context.query['$filter'], terms);
        const filter = { type: type === 'Any' ? undefined : type };
        const page = await syncJobs.streams(job.id, filter, skipToken(context));
        return listOf(context, page, (each) =>
          showSyncStream(account, sourceOf(context), job.name, each, 'listed'),
        );
      },
    },
    {
      operation: 'SourceControlSyncJobStreams_Get',
      method: 'GET',
      path: `${path}/streams/:stream`,
      action: `${kind}/streams/read`,
      handle: async (context) => {
        const { account, job } = await jobOf(context);
        const sequence = syncStreamSequence(job.id, context.path['stream'] ?? '');
        if (sequence === undefined) throw problem('SourceControlSyncStreamNotFound');
        const stream = await syncJobs.stream(job.id, sequence);
        return showSyncStream(account, sourceOf(context), job.name, stream, 'whole');
      },
    },
  ];
}
