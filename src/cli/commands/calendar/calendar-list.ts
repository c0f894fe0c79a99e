import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { table } from '../../terminal/table.ts';

export const calendarList = defineCommand({
  summary: 'Lists the calendars of the account.',
  arguments: z.object({}),
  options: z.object({}),
  examples: [['tenantry calendar list', 'which schedules go by them']],
  async run(context) {
    const { client } = await context.connect();
    const calendars = await Array.fromAsync(client.calendars.list());
    const rows = calendars.map(({ name, days, rules, schedules }) => [
      name,
      String(days.length),
      String(rules.length),
      schedules.join(', '),
    ]);
    context.print(calendars, () => table(context.terminal, ['calendar', 'days', 'rules', 'schedules'], rows));
  },
});
