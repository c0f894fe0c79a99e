import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { table } from '../../terminal/table.ts';
import { lockText } from './built.ts';

export const environmentList = defineCommand({
  summary: 'Lists the runtime environments of the account and of the system.',
  arguments: z.object({}),
  options: z.object({}),
  examples: [['tenantry environment list', 'names, runtimes and locks']],
  async run(context) {
    const { client } = await context.connect();
    const environments = await Array.fromAsync(client.environments.list());
    const rows = environments.map((each) => [
      each.name,
      `${each.runtime.language} ${each.runtime.version}`,
      each.engine,
      each.isSystemGenerated ? 'of the system' : each.provisioningState,
      lockText(each.lock),
      each.error.message ?? each.description,
    ]);
    const headings = ['environment', 'runtime', 'engine', 'state', 'lock', 'description'];
    context.print(environments, () => table(context.terminal, headings, rows));
  },
});
