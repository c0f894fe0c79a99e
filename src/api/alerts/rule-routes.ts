import { z } from 'zod';

import type { Automation } from '#automation';

import { optional, optionalFlag, optionalText, readBody } from '../http/body.ts';
import { resourceRoutes } from '../http/resource-routes.ts';
import type { Route } from '../http/routes.ts';
import { showRule } from './show.ts';

const body = z.object({
  properties: z.object({
    condition: z.string(),
    of: optionalText,
    threshold: z.number().nullish(),
    destinations: optional(z.array(z.string())),
    expiresAfterHours: optional(z.number()),
    isEnabled: optionalFlag,
  }),
});

/** Ours: what is watched, and whom it is told to. */
export function alertRuleRoutes({ alertRules }: Automation): Route[] {
  const routes = resourceRoutes({
    collection: 'alertRules',
    parameter: 'rule',
    resources: alertRules,
    show: showRule,
  });
  return [
    routes.list('Tenantry_ListAlertRules', { all: (accountId) => alertRules.list(accountId) }),
    routes.get('Tenantry_GetAlertRule'),
    routes.put('Tenantry_PutAlertRule', body, async ({ context, account, name, actor }) => {
      const { properties } = readBody(context, body);
      const { rule, created } = await alertRules.put(account, name, properties, actor);
      return { shown: showRule(account, rule), created };
    }),
    routes.remove('Tenantry_DeleteAlertRule'),
  ];
}
