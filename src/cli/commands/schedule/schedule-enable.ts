import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { inWords } from './schedule-create.ts';
import { scheduleName } from './schedule-name.ts';

export const scheduleEnable = defineCommand({
  summary: 'Lets a schedule start its runbooks again; times that passed are not made up for.',
  arguments: z.object({ name: scheduleName }),
  options: z.object({}),
  examples: [['tenantry schedule enable month-end', 'goes on with the next time']],
  async run(context, { arguments: { name } }) {
    const { client } = await context.connect();
    const schedule = await client.schedules.update(name, { isEnabled: true });
    context.print(schedule, () => inWords(schedule));
  },
});
