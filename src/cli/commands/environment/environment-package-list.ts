import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { table } from '../../terminal/table.ts';
import { environmentName } from './environment-name.ts';

export const environmentPackageList = defineCommand({
  summary: 'Lists the packages of a runtime environment.',
  arguments: z.object({ environment: environmentName }),
  options: z.object({}),
  examples: [['tenantry environment package list graph', 'names, versions and what became of their import']],
  async run(context, { arguments: { environment } }) {
    const { environments } = (await context.connect()).client;
    const packages = await Array.fromAsync(environments.packages(environment));
    const rows = packages.map((each) => [
      each.name,
      each.version ?? '',
      each.provisioningState,
      each.contentHash?.value.slice(0, 12) ?? '',
      each.error.message ?? each.description,
    ]);
    const headings = ['package', 'version', 'state', 'hash', 'description'];
    context.print(packages, () => table(context.terminal, headings, rows));
  },
});
