import { z } from 'zod';

import { problem } from '#kernel';

import { defineCommand } from '../../command/definition.ts';
import { calendarName } from './calendar-name.ts';

export const calendarDelete = defineCommand({
  summary: 'Deletes a calendar that no schedule goes by.',
  arguments: z.object({ name: calendarName }),
  options: z.object({}),
  examples: [['tenantry calendar delete holidays', 'refused while a schedule names it']],
  async run(context, { arguments: { name } }) {
    const deleted = await (await context.connect()).client.calendars.delete(name);
    if (!deleted) throw problem('CalendarNotFound', { name });
    context.print({ name, deleted: true }, () => `${name} is deleted`);
  },
});
