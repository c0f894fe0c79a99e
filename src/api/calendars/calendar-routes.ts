import { z } from 'zod';

import { type Account, type Automation, type Calendar, armId } from '#automation';

import { optional, optionalText, readBody } from '../http/body.ts';
import { listOf, skipToken } from '../http/paging.ts';
import { type Route, type RouteContext, accountPath } from '../http/routes.ts';

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
  const kind = 'Microsoft.Automation/automationAccounts/calendars';
  const path = `${accountPath}/calendars/:name`;
  const nameOf = (context: RouteContext): string => context.path['name'] ?? '';
  return [
    {
      operation: 'Tenantry_ListCalendars',
      method: 'GET',
      path: `${accountPath}/calendars`,
      action: `${kind}/read`,
      pages: true,
      handle: async (context) => {
        const account = await context.account();
        const page = await calendars.list(account.id, skipToken(context));
        return listOf(context, page, (calendar) => showCalendar(account, calendar));
      },
    },
    {
      operation: 'Tenantry_GetCalendar',
      method: 'GET',
      path,
      action: `${kind}/read`,
      handle: async (context) => {
        const account = await context.account();
        return showCalendar(account, await calendars.get(account.id, nameOf(context)));
      },
    },
    {
      operation: 'Tenantry_PutCalendar',
      method: 'PUT',
      path,
      action: `${kind}/write`,
      body: putBody,
      handle: async (context) => {
        const account = await context.account();
        const { properties } = readBody(context, putBody);
        const { calendar, created } = await calendars.put(
          account,
          nameOf(context),
          properties,
          context.actor,
        );
        context.reply.code(created ? 201 : 200);
        return showCalendar(account, calendar);
      },
    },
    {
      operation: 'Tenantry_DeleteCalendar',
      method: 'DELETE',
      path,
      action: `${kind}/delete`,
      handle: async (context) => {
        await calendars.remove(await context.account(), nameOf(context), context.actor);
        return undefined;
      },
    },
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
