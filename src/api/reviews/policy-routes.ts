import { z } from 'zod';

import type { Automation } from '#automation';

import { optionalText, readBody } from '../http/body.ts';
import { type Route, accountPath } from '../http/routes.ts';

const body = z.object({ secretScan: optionalText, review: optionalText });

/** Ours: what a draft has to pass before it is published. Who writes runbooks does not decide that: owners do. */
export function policyRoutes({ publishingPolicies }: Automation): Route[] {
  const path = `${accountPath}/publishingpolicy`;
  return [
    {
      operation: 'Tenantry_GetPublishingPolicy',
      method: 'GET',
      path,
      action: 'Microsoft.Automation/automationAccounts/publishingPolicy/read',
      handle: async (context) => publishingPolicies.get((await context.account()).id),
    },
    {
      operation: 'Tenantry_UpdatePublishingPolicy',
      method: 'PATCH',
      path,
      action: 'Microsoft.Authorization/publishingPolicies/write',
      body,
      handle: async (context) =>
        publishingPolicies.update(await context.account(), readBody(context, body), context.actor),
    },
  ];
}
