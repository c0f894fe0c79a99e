import { z } from 'zod';

import type { Automation, Limits } from '#automation';

import { readBody } from '../http/body.ts';
import { type Route, accountPath } from '../http/routes.ts';

const limit = z.number().nullish();
const body = z.object({
  newJobsPer30Seconds: limit,
  concurrentJobs: limit,
  moduleImportsPer30Seconds: limit,
  jobRuntimeMinutes: limit,
  jobRetentionDays: limit,
} satisfies Record<keyof Limits, unknown>);

/** Ours: what an account may have. Azure has these limits, too, but only its support changes them. */
export function limitRoutes({ limits }: Automation): Route[] {
  const kind = 'Microsoft.Automation/automationAccounts/limits';
  const path = `${accountPath}/limits`;
  return [
    {
      operation: 'Tenantry_GetLimits',
      method: 'GET',
      path,
      action: `${kind}/read`,
      handle: async (context) => limits.get((await context.account()).id),
    },
    {
      operation: 'Tenantry_UpdateLimits',
      method: 'PATCH',
      path,
      action: `${kind}/write`,
      body,
      handle: async (context) =>
        limits.update(await context.account(), readBody(context, body), context.actor),
    },
  ];
}
