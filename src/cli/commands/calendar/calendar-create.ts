import { z } from 'zod';

import { problem } from '#kernel';

import { defineCommand } from '../../command/definition.ts';
import { readText } from '../../connection/session.ts';
import { calendarName } from './calendar-name.ts';
import { shownCalendar } from './shown.ts';

export const calendarCreate = defineCommand({
  summary: 'Creates a calendar of days on which schedules do not run, or replaces what it holds.',
  details:
    'Schedules name calendars (tenantry schedule create … --calendar holidays). The days are those of each schedule’s time zone.',
  arguments: z.object({ name: calendarName }),
  options: z.object({
    day: z.array(z.string()).default([]).meta({
      description: 'a day or days, 2026-12-24/2027-01-02; may be repeated',
      value: 'days',
    }),
    rule: z.array(z.string()).default([]).meta({
      description: 'days that come again, "2026-05-01 FREQ=YEARLY" from that day on; may be repeated',
      value: 'rule',
    }),
    ics: z
      .string()
      .optional()
      .meta({ description: 'a file of iCalendar, whose events are days', value: 'file' }),
    description: z.string().optional().meta({ description: 'what it is for', value: 'text' }),
  }),
  examples: [
    [
      'tenantry calendar create holidays --day 2026-12-24/2026-12-26 --rule "2027-05-01 FREQ=YEARLY"',
      'days as they are',
    ],
    ['tenantry calendar create holidays --ics holidays.ics', 'as an authority publishes them'],
  ],
  async run(context, { arguments: { name }, options: { day, rule, ics, description } }) {
    const text = ics === undefined ? undefined : await readText(ics);
    const { client } = await context.connect();
    const calendar = await client.calendars.put(name, {
      days: day,
      rules: rule.map(ruleOf),
      ...(text !== undefined && { ics: text }),
      ...(description !== undefined && { description }),
    });
    context.print(calendar, () => shownCalendar(context.terminal, calendar));
  },
});

function ruleOf(text: string): { readonly start: string; readonly rrule: string } {
  const [, start, rrule] = /^(\d{4}-\d\d-\d\d)\s+(\S+)$/.exec(text.trim()) ?? [];
  if (start === undefined || rrule === undefined)
    throw problem('CalendarInvalid', {
      detail: `'${text}' is no day and a rule, "2026-05-01 FREQ=YEARLY" for instance`,
    });
  return { start, rrule };
}
