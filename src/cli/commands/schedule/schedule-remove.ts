import { z } from 'zod';

import { problem } from '#kernel';

import { defineCommand } from '../../command/definition.ts';
import { scheduleName } from './schedule-name.ts';

export const scheduleRemove = defineCommand({
  summary: 'Removes a schedule and its links. Jobs that it started stay.',
  arguments: z.object({ name: scheduleName }),
  options: z.object({}),
  examples: [['tenantry schedule remove month-end', 'it starts nothing any more']],
  async run(context, { arguments: { name } }) {
    const removed = await (await context.connect()).client.schedules.delete(name);
    if (!removed) throw problem('ScheduleNotFound', { name });
    context.print({ name, removed: true }, () => `${name} is removed`);
  },
});
