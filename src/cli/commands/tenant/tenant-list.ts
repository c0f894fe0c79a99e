import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { table } from '../../terminal/table.ts';

export const tenantList = defineCommand({
  summary: 'Lists the embedded tenant and its forks.',
  arguments: z.object({}),
  options: z.object({}),
  examples: [['tenantry tenant list', 'names and origins']],
  async run(context) {
    const { tenants } = await context.connectTenant();
    const all = await tenants.list();
    const rows = all.map(({ name, origin, forkedFrom, createdAt }) => [
      name,
      origin,
      forkedFrom ?? '',
      createdAt,
    ]);
    context.print(all, () => table(context.terminal, ['tenant', 'origin', 'forked from', 'created'], rows));
  },
});
