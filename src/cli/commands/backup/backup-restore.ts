import { resolve } from 'node:path';

import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { readText } from '../../connection/session.ts';
import { summaryText } from './summary-text.ts';

export const backupRestore = defineCommand({
  summary: 'Makes a new home of a backup and of the keys that were exported.',
  details:
    'Everything is checked first, and nothing is restored over something else. Jobs that ran when the backup was taken go on after ' +
    'their last recorded step once the home is started.',
  arguments: z.object({ folder: z.string().meta({ description: 'the folder of the backup' }) }),
  options: z.object({
    keys: z.string().meta({ description: 'the file that tenantry key export wrote', value: 'file' }),
    passphraseFile: z.string().meta({ description: 'a file with its passphrase', value: 'file' }),
  }),
  examples: [
    [
      'tenantry backup restore /backups/monday --keys ./keys.json --passphrase-file ./passphrase --home /srv/tenantry',
      'on another machine',
    ],
  ],
  async run(context, { arguments: { folder }, options: { keys, passphraseFile } }) {
    const passphrase = (await readText(passphraseFile)).trimEnd();
    const request = { home: context.home, folder: resolve(folder), keyFile: resolve(keys), passphrase };
    const summary = await (
      await context.operations()
    ).restore(request, (what) => context.terminal.progress(what));
    context.print(summary, () =>
      [summaryText(context.terminal, summary), `Restored to ${context.home}: tenantry start`].join('\n'),
    );
  },
});
