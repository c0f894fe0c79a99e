import { z } from 'zod';

import type { Automation } from '#automation';

import { optional, optionalFlag, optionalText, readBody } from '../http/body.ts';
import { type Route, type RouteContext, accountPath } from '../http/routes.ts';
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
  const kind = 'Microsoft.Automation/automationAccounts/alertRules';
  const path = `${accountPath}/alertrules`;
  const nameOf = (context: RouteContext): string => context.path['rule'] ?? '';
  return [
    {
      operation: 'Tenantry_ListAlertRules',
      method: 'GET',
      path,
      action: `${kind}/read`,
      handle: async (context) => {
        const account = await context.account();
        return { value: (await alertRules.list(account.id)).map((rule) => showRule(account, rule)) };
      },
    },
    {
      operation: 'Tenantry_GetAlertRule',
      method: 'GET',
      path: `${path}/:rule`,
      action: `${kind}/read`,
      handle: async (context) => {
        const account = await context.account();
        return showRule(account, await alertRules.get(account.id, nameOf(context)));
      },
    },
    {
      operation: 'Tenantry_PutAlertRule',
      method: 'PUT',
      path: `${path}/:rule`,
      action: `${kind}/write`,
      body,
      handle: async (context) => {
        const account = await context.account();
        const { properties } = readBody(context, body);
        const { rule, created } = await alertRules.put(account, nameOf(context), properties, context.actor);
        context.reply.code(created ? 201 : 200);
        return showRule(account, rule);
      },
    },
    {
      operation: 'Tenantry_DeleteAlertRule',
      method: 'DELETE',
      path: `${path}/:rule`,
      action: `${kind}/delete`,
      handle: async (context) => {
        await alertRules.remove(await context.account(), nameOf(context), context.actor);
        return undefined;
      },
    },
  ];
}
