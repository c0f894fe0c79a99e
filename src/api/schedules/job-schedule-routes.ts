import { z } from 'zod';

import type { Automation, JobSchedule } from '#automation';

import { readTerms } from '../filter/filter.ts';
import { optionalText, readBody } from '../http/body.ts';
import { orderFields } from '../jobs/order.ts';
import { jobParameters } from '../jobs/parameters.ts';
import { listOf, skipToken } from '../http/paging.ts';
import { resourceRoutes } from '../http/resource-routes.ts';
import type { Route } from '../http/routes.ts';
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
  const routes = resourceRoutes({
    collection: 'jobSchedules',
    parameter: 'id',
    resources: jobSchedules,
    show: (account, link: JobSchedule) => showJobSchedule(account, link, 'whole'),
  });
  return [
    routes.list('JobSchedule_ListByAutomationAccount', {
      filter: Object.keys(terms),
      page(accountId, context) {
        const filter = readTerms(context.query['$filter'], terms);
        return jobSchedules.list(accountId, filter, skipToken(context));
      },
      show: (account, link) => showJobSchedule(account, link, 'listed'),
    }),
    routes.get('JobSchedule_Get'),
    {
      ...routes.put('JobSchedule_Create', body, async ({ context, account, name: id, actor }) => {
        const { schedule, runbook, priority, concurrency, ...rest } = readBody(context, body).properties;
        const order = { priority, concurrency };
        const input = { schedule: schedule.name, runbook: runbook.name, order, ...rest };
        const link = await jobSchedules.create(account, id, input, actor);
        return { shown: showJobSchedule(account, link, 'whole'), created: true };
      }),
      answers: { 201: 'json' },
    },
    routes.remove('JobSchedule_Delete'),
    {
      operation: 'Tenantry_ListScheduleRuns',
      method: 'GET',
      path: `${routes.path}/runs`,
      action: `${routes.kind}/read`,
      pages: true,
      handle: async (context) => {
        const account = await context.account();
        const { id = '' } = context.path;
        return listOf(context, await jobSchedules.runs(account.id, id, skipToken(context)), showRun);
      },
    },
  ];
}
