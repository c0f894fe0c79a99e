import { z } from 'zod';

import type { Automation } from '#automation';

import { readTerms } from '../filter/filter.ts';
import { readBody } from '../http/body.ts';
import { listOf, skipToken } from '../http/paging.ts';
import { type Route, type RouteContext, accountPath } from '../http/routes.ts';
import { showAlert } from './show.ts';

const snoozeBody = z.object({ until: z.string().nullable() });
const terms = { 'state eq': 'state' } as const;

/** Ours: what is wrong in an account, and was. */
export function alertRoutes({ alerts }: Automation): Route[] {
  const kind = 'Microsoft.Automation/automationAccounts/alerts';
  const path = `${accountPath}/alerts`;
  const idOf = (context: RouteContext): string => context.path['alert'] ?? '';
  return [
    {
      operation: 'Tenantry_ListAlerts',
      method: 'GET',
      path,
      action: `${kind}/read`,
      filter: Object.keys(terms),
      pages: true,
      handle: async (context) => {
        const account = await context.account();
        const { state } = readTerms(context.query['$filter'], terms);
        const page = await alerts.list(account.id, state, skipToken(context));
        return listOf(context, page, (alert) => showAlert(account, alert));
      },
    },
    {
      operation: 'Tenantry_GetAlert',
      method: 'GET',
      path: `${path}/:alert`,
      action: `${kind}/read`,
      handle: async (context) => {
        const account = await context.account();
        return showAlert(account, await alerts.get(account.id, idOf(context)));
      },
    },
    {
      operation: 'Tenantry_SnoozeAlert',
      method: 'POST',
      path: `${path}/:alert/snooze`,
      action: `${kind}/snooze/action`,
      body: snoozeBody,
      handle: async (context) => {
        const account = await context.account();
        const { until } = readBody(context, snoozeBody);
        return showAlert(account, await alerts.snooze(account, idOf(context), until, context.actor));
      },
    },
  ];
}
