import type { Automation, InstallationWorker } from '#automation';

import { type Route, accountPath } from '../http/routes.ts';

/** Ours: the workers of the installation, which run the jobs of every account, and what separates those from their machines. */
export function workerRoutes({ workers }: Automation): Route[] {
  return [
    {
      operation: 'Tenantry_ListWorkers',
      method: 'GET',
      path: `${accountPath}/workers`,
      action: 'Microsoft.Automation/automationAccounts/workers/read',
      handle: async (context) => {
        await context.account();
        return { value: (await workers.list()).map(show) };
      },
    },
  ];
}

function show({ name, live, startedAt, seenAt, facts }: InstallationWorker): unknown {
  const { isolation, tried, places, operatingSystem } = facts;
  return {
    name,
    live,
    startedTime: startedAt.toISOString(),
    lastSeenTime: seenAt.toISOString(),
    places,
    operatingSystem,
    isolation,
    selfTest: tried,
  };
}
