import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { table } from '../../terminal/table.ts';

export const moduleList = defineCommand({
  summary: 'Lists the PowerShell modules of the account.',
  arguments: z.object({}),
  options: z.object({}),
  examples: [
    [
      'tenantry module list',
      'names, versions (the default, and those beside it) and what became of their import',
    ],
  ],
  async run(context) {
    const { client } = await context.connect();
    const modules = await Array.fromAsync(client.modules.list());
    const rows = modules.map((module) => [
      module.name,
      module.version ?? '',
      module.versions.filter((each) => each !== module.version).join(' '),
      module.provisioningState,
      String(module.activityCount),
      module.error.message ?? module.description ?? '',
    ]);
    context.print(modules, () =>
      table(context.terminal, ['module', 'version', 'beside', 'state', 'commands', 'description'], rows),
    );
  },
});
