import { z } from 'zod';

import { type Account, type Automation, type Calendar, armId } from '#automation';

import { optional, optionalText, readBody } from '../http/body.ts';
import { skipToken } from '../http/paging.ts';
import { resourceRoutes } from '../http/resource-routes.ts';
import type { Route } from '../http/routes.ts';

const putBody = z.object({
  properties: z.object({
    description: optionalText,
    days: optional(z.array(z.string())),
    rules: optional(
      z.array(z.object({ start: z.string(), rrule: z.string(), length: optional(z.number()) })),
    ),
    ics: optionalText,
  }),
});

/** Ours: Azure's schedules know no exclusions. */
export function calendarRoutes({ calendars }: Automation): Route[] {
  const routes = resourceRoutes({ collection: 'calendars', resources: calendars, show: showCalendar });
  return [
    routes.list('Tenantry_ListCalendars', {
      page: (accountId, context) => calendars.list(accountId, skipToken(context)),
    }),
    routes.get('Tenantry_GetCalendar'),
    routes.put('Tenantry_PutCalendar', putBody, async ({ context, account, name, actor }) => {
      const { properties } = readBody(context, putBody);
      const { calendar, created } = await calendars.put(account, name, properties, actor);
      return { shown: showCalendar(account, calendar), created };
    }),
    routes.remove('Tenantry_DeleteCalendar'),
  ];
}

function showCalendar(account: Account, calendar: Calendar): unknown {
  const { name, description, days, rules, schedules, createdAt, modifiedAt } = calendar;
  return {
    id: `${armId(account)}/calendars/${name}`,
    name,
    type: 'Microsoft.Automation/AutomationAccounts/Calendars',
    properties: {
      description,
      days,
      rules,
      schedules,
      creationTime: createdAt.toISOString(),
      lastModifiedTime: modifiedAt.toISOString(),
    },
  };
}
