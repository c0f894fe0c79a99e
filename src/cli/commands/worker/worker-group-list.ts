import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { table } from '../../terminal/table.ts';

export const workerGroupList = defineCommand({
  summary: 'Lists the hybrid worker groups of the account.',
  arguments: z.object({}),
  options: z.object({}),
  examples: [['tenantry worker group list', 'names, and as whom their jobs are to run']],
  async run(context) {
    const { workerGroups } = (await context.connect()).client;
    const groups = await Array.fromAsync(workerGroups.list());
    context.print(groups, () =>
      table(
        context.terminal,
        ['name', 'type', 'credential', 'silence'],
        groups.map(({ name, groupType, credential, silenceSeconds }) => [
          name,
          groupType,
          credential?.name ?? '',
          silenceSeconds === undefined ? '' : `${silenceSeconds} s`,
        ]),
      ),
    );
  },
});
