import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { calendarName } from './calendar-name.ts';
import { shownCalendar } from './shown.ts';

export const calendarGet = defineCommand({
  summary: 'Shows the days of a calendar, and which schedules go by it.',
  arguments: z.object({ name: calendarName }),
  options: z.object({}),
  examples: [['tenantry calendar get holidays', 'days, and days that come again']],
  async run(context, { arguments: { name } }) {
    const { client } = await context.connect();
    const calendar = await client.calendars.get(name);
    context.print(calendar, () => shownCalendar(context.terminal, calendar));
  },
});
