import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { inWords } from './schedule-create.ts';
import { scheduleName } from './schedule-name.ts';

export const scheduleDisable = defineCommand({
  summary: 'Keeps a schedule, and lets it start nothing.',
  arguments: z.object({ name: scheduleName }),
  options: z.object({}),
  examples: [['tenantry schedule disable month-end', 'nothing runs until it is enabled again']],
  async run(context, { arguments: { name } }) {
    const { client } = await context.connect();
    const schedule = await client.schedules.update(name, { isEnabled: false });
    context.print(schedule, () => inWords(schedule));
  },
});
