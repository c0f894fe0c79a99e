import { type Automation, armId } from '#automation';
import { systemClock } from '#kernel';

import { readTerms, timeOf } from '../filter/filter.ts';
import { type Route, accountPath } from '../http/routes.ts';

const kind = 'Microsoft.Automation/automationAccounts';
/** The window of statistics that names none, as in Azure's examples. */
const week = 7 * 24 * 60 * 60 * 1_000;

const terms = {
  'counterproperty eq': 'counter',
  'starttime ge': 'from',
  'endtime le': 'until',
} as const;

export function usageRoutes({ accountUsage }: Automation): Route[] {
  return [
    {
      operation: 'Usages_ListByAutomationAccount',
      method: 'GET',
      path: `${accountPath}/usages`,
      action: `${kind}/usages/read`,
      async handle(context) {
        const account = await context.account();
        const minutes = await accountUsage.minutes(account.id);
        return {
          value: [
            { name: 'AccountUsage', currentValue: minutes.account },
            { name: 'SubscriptionUsage', currentValue: minutes.subscription },
          ].map(({ name, currentValue }) => ({
            id: `${armId(account)}/usages/${name}`,
            name: { value: name, localizedValue: name },
            unit: 'Minute',
            currentValue,
            // Nobody pays for minutes here: unlimited, as Azure writes it.
            limit: -1,
            throttleStatus: 'NotThrottled',
          })),
        };
      },
    },
    {
      operation: 'Statistics_ListByAutomationAccount',
      method: 'GET',
      path: `${accountPath}/statistics`,
      action: `${kind}/statistics/read`,
      filter: Object.keys(terms),
      async handle(context) {
        const account = await context.account();
        const filter = context.query['$filter'];
        const { counter, from, until } = readTerms(filter, terms);
        const endTime = timeOf(filter, until) ?? new Date(systemClock.now());
        const startTime = timeOf(filter, from) ?? new Date(endTime.getTime() - week);
        const counts = await accountUsage.jobsByStatus(account.id, startTime, endTime);
        return {
          value: [...counts]
            .filter(([status]) => counter === undefined || status.toLowerCase() === counter.toLowerCase())
            .map(([status, count]) => ({
              id: `${armId(account)}/statistics/${status}`,
              counterProperty: status,
              counterValue: count,
              startTime: startTime.toISOString(),
              endTime: endTime.toISOString(),
            })),
        };
      },
    },
  ];
}
