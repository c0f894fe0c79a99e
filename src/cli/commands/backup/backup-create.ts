import { resolve } from 'node:path';

import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { summaryText } from './summary-text.ts';

export const backupCreate = defineCommand({
  summary: 'Writes everything of the home but its keys into a folder, while jobs go on or nothing runs.',
  details:
    'The database as it is at one moment, the tenants, certificates and sealed identities, with a checksum of each file. The keys are ' +
    'exported apart: tenantry key export. Who has only one of both can read no secret.',
  arguments: z.object({ folder: z.string().meta({ description: 'a folder that is new or empty' }) }),
  options: z.object({}),
  examples: [['tenantry backup create /backups/monday', 'every night, from a timer of the machine']],
  async run(context, { arguments: { folder } }) {
    const progress = (what: string): void => context.terminal.progress(what);
    const summary = await (await context.operations()).backUp(context.home, resolve(folder), progress);
    context.print(summary, () => summaryText(context.terminal, summary));
  },
});
