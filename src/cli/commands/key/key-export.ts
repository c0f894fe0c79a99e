import { resolve } from 'node:path';

import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { readText } from '../../connection/session.ts';

export const keyExport = defineCommand({
  summary: 'Writes the keys of the home into a file that a passphrase opens: what backups do not hold.',
  details: 'Keep it apart from the backups. Export anew after `tenantry key rotate`.',
  arguments: z.object({ file: z.string().meta({ description: 'a new file' }) }),
  options: z.object({
    passphraseFile: z
      .string()
      .meta({ description: 'a file with a passphrase of at least 12 characters', value: 'file' }),
  }),
  examples: [['tenantry key export ./keys.json --passphrase-file ./passphrase', 'for the safe']],
  async run(context, { arguments: { file }, options: { passphraseFile } }) {
    const passphrase = (await readText(passphraseFile)).trimEnd();
    const keys = await (await context.operations()).exportKeys(context.home, resolve(file), passphrase);
    context.print({ file: resolve(file), keys }, () => `${keys.length} keys are in ${resolve(file)}`);
  },
});
