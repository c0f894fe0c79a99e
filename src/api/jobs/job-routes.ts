import { z } from 'zod';

import type { Automation } from '#automation';

import { readTerms, timeOf } from '../filter/filter.ts';
import { optionalText, readBody } from '../http/body.ts';
import { listOf, skipToken } from '../http/paging.ts';
import { type Route, type RouteContext, accountPath } from '../http/routes.ts';
import { showJob, showJobSummary } from '../http/shapes.ts';
import { orderFields } from './order.ts';
import { jobParameters } from './parameters.ts';

/** A worker's gateway says which job a call comes from. Anybody else who may start jobs may name a parent, too. */
const guid = z.guid();

const body = z.object({
  properties: z.object({
    runbook: z.object({ name: z.string().min(1) }),
    parameters: jobParameters,
    runOn: optionalText,
    // Ours: the fork of the embedded tenant to rehearse against.
    tenant: optionalText,
    // Ours: which goes first, which do not run at the same time, and when it begins.
    ...orderFields,
    notBefore: optionalText,
    timeZone: optionalText,
  }),
});

const terms = {
  'runbook/name eq': 'runbookName',
  'status eq': 'status',
  'creationtime ge': 'createdFrom',
  'starttime ge': 'startedFrom',
  'endtime le': 'endedUntil',
  // Ours: the name or id of the job that started them.
  'parent eq': 'parent',
} as const;

export function jobRoutes({ jobs, records }: Automation): Route[] {
  const kind = 'Microsoft.Automation/automationAccounts/jobs';
  const path = `${accountPath}/jobs/:job`;
  const nameOf = (context: RouteContext): string => context.path['job'] ?? '';
  const jobOf = async (context: RouteContext) => {
    const account = await context.account();
    return { account, job: await jobs.get(account.id, nameOf(context)) };
  };
  const act = (action: 'stop' | 'suspend' | 'resume', operation: Route['operation']): Route => ({
    operation,
    method: 'POST',
    path: `${path}/${action}`,
    action: `${kind}/${action}/action`,
    answers: { 200: 'nothing' },
    handle: async (context) => {
      await jobs[action](await context.account(), nameOf(context), context.actor);
      return undefined;
    },
  });

  return [
    {
      operation: 'Job_ListByAutomationAccount',
      method: 'GET',
      path: `${accountPath}/jobs`,
      action: `${kind}/read`,
      filter: Object.keys(terms),
      pages: true,
      handle: async (context) => {
        const account = await context.account();
        const text = context.query['$filter'];
        const { runbookName, status, parent, createdFrom, startedFrom, endedUntil } = readTerms(text, terms);
        const filter = {
          runbookName,
          status,
          parent,
          createdFrom: timeOf(text, createdFrom),
          startedFrom: timeOf(text, startedFrom),
          endedUntil: timeOf(text, endedUntil),
        };
        const page = await jobs.list(account.id, filter, skipToken(context));
        return listOf(context, page, (job) => showJobSummary(account, job));
      },
    },
    {
      operation: 'Job_Create',
      method: 'PUT',
      path,
      action: `${kind}/write`,
      body,
      answers: { 201: 'json' },
      handle: async (context) => {
        const account = await context.account();
        const { runbook, priority, concurrency, ...rest } = readBody(context, body).properties;
        const parentId = guid.safeParse(context.request.headers['x-tenantry-job']).data;
        const order = { priority, concurrency };
        const input = { name: nameOf(context), runbook: runbook.name, order, ...rest, parentId };
        const job = await jobs.create(account, input, context.actor);
        // Clients take 201 and nothing else.
        context.reply.code(201).header('location', `${context.origin}${context.request.url}`);
        return showJob(account, job);
      },
    },
    {
      operation: 'Job_Get',
      method: 'GET',
      path,
      action: `${kind}/read`,
      handle: async (context) => {
        const { account, job } = await jobOf(context);
        // Az polls by the server's id, and finds it in the resource's id then; the name stays the client's.
        return showJob(account, job, nameOf(context));
      },
    },
    act('stop', 'Job_Stop'),
    act('suspend', 'Job_Suspend'),
    act('resume', 'Job_Resume'),
    {
      operation: 'Job_GetOutput',
      method: 'GET',
      path: `${path}/output`,
      action: `${kind}/output/read`,
      answers: { 200: 'text' },
      handle: async (context) => {
        const { job } = await jobOf(context);
        context.reply.type('text/plain; charset=utf-8');
        return records.output(job.id);
      },
    },
    {
      operation: 'Job_GetRunbookContent',
      method: 'GET',
      path: `${path}/runbookcontent`,
      action: `${kind}/runbookContent/read`,
      answers: { 200: 'text' },
      handle: async (context) => {
        const account = await context.account();
        context.reply.type('text/powershell');
        return jobs.runbookContent(account.id, nameOf(context));
      },
    },
  ];
}
