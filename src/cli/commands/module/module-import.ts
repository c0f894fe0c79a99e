import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

import { z } from 'zod';

import { problem } from '#kernel';

import { defineCommand } from '../../command/definition.ts';
import { isBad, pairText } from '../environment/built.ts';

export const moduleImport = defineCommand({
  summary: 'Uploads a PowerShell module to the account and waits for its import test.',
  details: 'The command fails when the module cannot be imported, with the error of the module itself.',
  arguments: z.object({
    path: z.string().meta({ description: 'a .zip of the folder of the module, or a .nupkg' }),
  }),
  options: z.object({
    name: z.string().optional().meta({
      description: 'name of the module (default: the name of the file, without a version)',
      value: 'name',
    }),
  }),
  examples: [
    ['tenantry module import ./Contoso.Tools.zip', 'makes Contoso.Tools or brings it up to date'],
    ['tenantry module import ./importexcel.7.8.10.nupkg --name ImportExcel', 'takes a package of a gallery'],
  ],
  async run(context, { arguments: { path }, options }) {
    const name = options.name ?? nameOf(path);
    const content = await read(path);
    const { modules } = (await context.connect()).client;
    context.terminal.progress(`uploading ${name}`);
    await modules.create(name);
    await modules.upload(name, content);
    context.terminal.progress(`importing ${name} in a sandbox`);
    const module = await modules.settled(name, context.interrupt);
    context.print(module, () => `${module.name} ${module.version ?? ''} ${module.provisioningState}`);
    if (module.provisioningState !== 'Succeeded')
      throw problem('ModuleNotImported', { name, reason: module.error.message ?? module.provisioningState });
    for (const pair of module.pairs.filter(isBad)) context.terminal.say(pairText(pair));
  },
});

/** `Contoso.Tools.1.2.3-beta1.nupkg` is Contoso.Tools. */
function nameOf(path: string): string {
  return basename(path)
    .replace(/\.(?:zip|nupkg)$/i, '')
    .replace(/[.-]\d+(?:\.\d+)+(?:-[\w.]+)?$/, '');
}

async function read(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw problem(
      'FileUnreadable',
      { file, reason: (error as NodeJS.ErrnoException).code ?? 'unreadable' },
      error,
    );
  }
}
