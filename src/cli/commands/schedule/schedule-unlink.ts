import { z } from 'zod';

import { problem } from '#kernel';

import { defineCommand } from '../../command/definition.ts';
import { scheduleName } from './schedule-name.ts';

export const scheduleUnlink = defineCommand({
  summary: 'Lets a schedule start a runbook no more.',
  arguments: z.object({
    schedule: scheduleName,
    runbook: z.string().meta({ description: 'name of the runbook' }),
  }),
  options: z.object({}),
  examples: [['tenantry schedule unlink month-end licence-report', 'the schedule stays']],
  async run(context, { arguments: { schedule, runbook } }) {
    const { client } = await context.connect();
    const links = await Array.fromAsync(client.jobSchedules.list({ schedule, runbook }));
    if (links.length === 0) throw problem('JobScheduleNotFound', { id: `${schedule}, ${runbook}` });
    for (const { jobScheduleId } of links) await client.jobSchedules.delete(jobScheduleId);
    context.print(
      { schedule, runbook, removed: true },
      () => `${schedule} does not start ${runbook} any more`,
    );
  },
});
