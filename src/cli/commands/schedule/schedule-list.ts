import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { table } from '../../terminal/table.ts';

export const scheduleList = defineCommand({
  summary: 'Lists the schedules of the account.',
  arguments: z.object({}),
  options: z.object({}),
  examples: [['tenantry schedule list', 'when each comes next']],
  async run(context) {
    const { client } = await context.connect();
    const schedules = await Array.fromAsync(client.schedules.list());
    const rows = schedules.map(({ name, text, isEnabled, nextRun, error, description }) => [
      name,
      text ?? '',
      isEnabled ? (nextRun ?? 'over') : 'disabled',
      error ?? description ?? '',
    ]);
    context.print(schedules, () =>
      table(context.terminal, ['schedule', 'when', 'next run', 'description'], rows),
    );
  },
});
