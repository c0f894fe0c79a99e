import { writeFile } from 'node:fs/promises';

import { z } from 'zod';

import { problem } from '#kernel';

import { defineCommand } from '../../command/definition.ts';
import { tenantName } from './tenant-name.ts';

export const tenantExport = defineCommand({
  summary: 'Writes the whole state of a tenant as JSON.',
  arguments: z.object({ name: tenantName }),
  options: z.object({
    output: z
      .string()
      .optional()
      .meta({ description: 'write to this file instead of stdout', short: 'o', value: 'file' }),
  }),
  examples: [
    ['tenantry tenant export main > tenant.json', 'a snapshot to look through'],
    ['tenantry tenant export trial -o trial.json', 'into a file that only you may read'],
  ],
  async run(context, { arguments: { name }, options: { output } }) {
    const { tenants } = await context.connectTenant();
    const text = JSON.stringify(await tenants.export(name), null, 2);
    if (output === undefined) return context.terminal.out(text);
    await writeFile(output, `${text}\n`, { mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
      throw problem('FileNotWritable', { file: output, reason: error.code ?? error.message }, error);
    });
    context.print({ name, file: output }, () => output);
  },
});
