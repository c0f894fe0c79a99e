import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { table } from '../../terminal/table.ts';

export const runbookList = defineCommand({
  summary: 'Lists the runbooks of the account.',
  arguments: z.object({}),
  options: z.object({}),
  examples: [['tenantry runbook list', 'names, types and states']],
  async run(context) {
    const { client } = await context.connect();
    const runbooks = await Array.fromAsync(client.runbooks.list());
    const rows = runbooks.map((runbook) => [
      runbook.name,
      runbook.runbookType,
      runbook.state,
      runbook.lastModifiedTime,
      runbook.description ?? '',
    ]);
    context.print(runbooks, () =>
      table(context.terminal, ['runbook', 'type', 'state', 'modified', 'description'], rows),
    );
  },
});
