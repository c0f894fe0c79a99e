import { z } from 'zod';

import type { Automation } from '#automation';

import { assetRoutes } from '../http/asset-routes.ts';
import { optional, optionalFlag, optionalText, readBody } from '../http/body.ts';
import type { Route } from '../http/routes.ts';
import { showSchedule } from './show-schedule.ts';

function list<Schema extends z.ZodType>(schema: Schema) {
  return z
    .array(schema)
    .max(62)
    .nullish()
    .transform((value) => value ?? []);
}

/** Azure declares it as anything; clients write numbers, and some a number as a text. */
const interval = z.union([
  z.number(),
  z
    .string()
    .regex(/^\d{1,4}$/, 'a whole number')
    .transform(Number),
]);

const putBody = z.object({
  properties: z.object({
    description: optionalText,
    startTime: optionalText,
    expiryTime: optionalText,
    timeZone: optionalText,
    frequency: optionalText,
    interval: optional(interval),
    advancedSchedule: optional(
      z.object({
        weekDays: list(z.string()),
        monthDays: list(z.number()),
        monthlyOccurrences: list(z.object({ occurrence: z.number(), day: z.string() })),
      }),
    ),
    // Ours, from here on.
    cron: optionalText,
    rrule: optionalText,
    daylightSaving: optional(
      z.object({
        gap: optional(z.enum(['after', 'skip'])),
        overlap: optional(z.enum(['once', 'twice'])),
      }),
    ),
    misfire: optional(z.enum(['once', 'all', 'skip'])),
    jitterSeconds: optional(z.number()),
    exclusions: optional(z.array(z.string())),
    calendars: optional(z.array(z.string())),
  }),
});

const patchBody = z.object({
  properties: z
    .object({ description: optionalText, isEnabled: optionalFlag })
    .nullish()
    .transform((value) => value ?? {}),
});

export function scheduleRoutes({ schedules }: Automation): Route[] {
  return assetRoutes({
    group: 'Schedule',
    collection: 'schedules',
    assets: schedules,
    show: (account, schedule) => showSchedule(account, schedule, 'whole'),
    showListed: (account, schedule) => showSchedule(account, schedule, 'listed'),
    bodies: { put: putBody, patch: patchBody },
    async put({ context, account, name, actor }) {
      const { daylightSaving, ...properties } = readBody(context, putBody).properties;
      const input = { ...properties, ...daylightSaving };
      const { schedule: asset, created } = await schedules.put(account, name, input, actor);
      return { asset, created };
    },
    patch: ({ context, account, name, actor }) =>
      schedules.update(account, name, readBody(context, patchBody).properties, actor),
  });
}
