import { resolve } from 'node:path';

import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { summaryText } from './summary-text.ts';

export const backupVerify = defineCommand({
  summary: 'Holds a backup against its manifest: every file whole, none missing, none added.',
  arguments: z.object({ folder: z.string().meta({ description: 'the folder of the backup' }) }),
  options: z.object({}),
  examples: [['tenantry backup verify /backups/monday', 'after it was carried elsewhere']],
  async run(context, { arguments: { folder } }) {
    const progress = (what: string): void => context.terminal.progress(what);
    const summary = await (await context.operations()).verifyBackup(resolve(folder), progress);
    context.print(
      summary,
      () => `${summaryText(context.terminal, summary)}\nEvery file is as it was written.`,
    );
  },
});
