import { z } from 'zod';

import { problem } from '#kernel';

import { defineCommand } from '../../command/definition.ts';
import { table } from '../../terminal/table.ts';

export const runbookRestore = defineCommand({
  summary: 'Brings back a runbook that was deleted in the last 30 days.',
  details:
    'With its settings, its draft and what was published last; schedules and earlier versions are gone. Of several that had ' +
    'the name the one that was deleted last comes back. Without a name it lists what can be brought back.',
  arguments: z.object({
    runbook: z.string().optional().meta({ description: 'name of the runbook' }),
  }),
  options: z.object({}),
  examples: [
    ['tenantry runbook restore', 'what was deleted'],
    ['tenantry runbook restore tidy-guests', 'brings it back'],
  ],
  async run(context, { arguments: { runbook: name } }) {
    const { client } = await context.connect();
    const deleted = await Array.fromAsync(client.runbooks.deleted());
    if (name === undefined) {
      const rows = deleted.map((each) => [each.name, each.runbookType, each.deletionTime]);
      return context.print(deleted, () => table(context.terminal, ['runbook', 'type', 'deleted'], rows));
    }
    const found = deleted.find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (found === undefined) throw problem('DeletedRunbookNotFound', { name, id: 'any' });
    const runbook = await client.runbooks.restore(found.name, found.runbookId);
    return context.print(runbook, () => `${runbook.name} ${runbook.state}`);
  },
});
