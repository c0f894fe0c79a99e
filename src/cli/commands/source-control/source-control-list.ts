import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { table } from '../../terminal/table.ts';

export const sourceControlList = defineCommand({
  summary: 'Lists the repositories that runbooks of the account come from.',
  arguments: z.object({}),
  options: z.object({}),
  examples: [['tenantry source-control list', 'addresses, branches and last commits']],
  async run(context) {
    const { client } = await context.connect();
    const all = await Array.fromAsync(client.sourceControls.list());
    const rows = all.map((each) => [
      each.name,
      each.sourceType,
      each.repoUrl,
      each.branch,
      each.folderPath,
      each.lastCommit?.slice(0, 10) ?? '',
    ]);
    context.print(all, () =>
      table(context.terminal, ['name', 'type', 'repository', 'branch', 'folder', 'commit'], rows),
    );
  },
});
