import { z } from 'zod';

import type { Automation } from '#automation';

import { readTerms } from '../filter/filter.ts';
import { optionalText, readBody } from '../http/body.ts';
import { orderFields } from '../jobs/order.ts';
import { jobParameters } from '../jobs/parameters.ts';
import { listOf, skipToken } from '../http/paging.ts';
import { type Route, type RouteContext, accountPath } from '../http/routes.ts';
import { showJobSchedule, showRun } from './show-schedule.ts';

const body = z.object({
  properties: z.object({
    schedule: z.object({ name: z.string().min(1) }),
    runbook: z.object({ name: z.string().min(1) }),
    parameters: jobParameters,
    runOn: optionalText,
    // Ours.
    ...orderFields,
  }),
});

const terms = {
  'runbook/name eq': 'runbookName',
  // Ours.
  'schedule/name eq': 'scheduleName',
} as const;

/** Which runbooks a schedule starts. Azure has no way to change a link, and answers 201 to whoever makes one. */
export function jobScheduleRoutes({ jobSchedules }: Automation): Route[] {
  const kind = 'Microsoft.Automation/automationAccounts/jobSchedules';
  const path = `${accountPath}/jobschedules/:id`;
  const idOf = (context: RouteContext): string => context.path['id'] ?? '';
  return [
    {
      operation: 'JobSchedule_ListByAutomationAccount',
      method: 'GET',
      path: `${accountPath}/jobschedules`,
      action: `${kind}/read`,
      filter: Object.keys(terms),
      pages: true,
      handle: async (context) => {
        const account = await context.account();
        const filter = readTerms(context.query['$filter'], terms);
        const page = await jobSchedules.list(account.id, filter, skipToken(context));
        return listOf(context, page, (link) => showJobSchedule(account, link, 'listed'));
      },
    },
    {
      operation: 'JobSchedule_Get',
      method: 'GET',
      path,
      action: `${kind}/read`,
      handle: async (context) => {
        const account = await context.account();
        return showJobSchedule(account, await jobSchedules.get(account.id, idOf(context)), 'whole');
      },
    },
    {
      operation: 'JobSchedule_Create',
      method: 'PUT',
      path,
      action: `${kind}/write`,
      body,
      answers: { 201: 'json' },
      handle: async (context) => {
        const account = await context.account();
        const { schedule, runbook, priority, concurrency, ...rest } = readBody(context, body).properties;
        const order = { priority, concurrency };
        const input = { schedule: schedule.name, runbook: runbook.name, order, ...rest };
        const link = await jobSchedules.create(account, idOf(context), input, context.actor);
        context.reply.code(201).header('location', `${context.origin}${context.request.url}`);
        return showJobSchedule(account, link, 'whole');
      },
    },
    {
      operation: 'JobSchedule_Delete',
      method: 'DELETE',
      path,
      action: `${kind}/delete`,
      handle: async (context) => {
        await jobSchedules.remove(await context.account(), idOf(context), context.actor);
        return undefined;
      },
    },
    {
      operation: 'Tenantry_ListScheduleRuns',
      method: 'GET',
      path: `${path}/runs`,
      action: `${kind}/read`,
      pages: true,
      handle: async (context) => {
        const account = await context.account();
        const page = await jobSchedules.runs(account.id, idOf(context), skipToken(context));
        return listOf(context, page, showRun);
      },
    },
  ];
}
