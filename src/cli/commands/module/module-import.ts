import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

import { z } from 'zod';

import { problem } from '#kernel';

import { type Context, defineCommand } from '../../command/definition.ts';
import { feedOptions } from '../../command/feed-options.ts';
import { isBad, pairText } from '../environment/built.ts';
import { planText, tryImport } from './import-plan.ts';

export const moduleImport = defineCommand({
  summary:
    'Imports a PowerShell module from a file or, by its name, from a feed, and waits for its import test.',
  details:
    "From a feed comes also what the module requires; all of it is tried before any of it is the account's. The command fails " +
    'when a module cannot be imported, with the error of the module itself.',
  arguments: z.object({
    module: z.string().meta({
      description: 'a .zip of the folder of the module, a .nupkg, or the name of a module in a feed',
    }),
  }),
  options: z.object({
    name: z.string().optional().meta({
      description: 'of a file: name of the module (default: that of the file, without a version)',
      value: 'name',
    }),
    ...feedOptions,
    preview: z
      .boolean()
      .default(false)
      .meta({ description: 'from a feed: only show what would be imported' }),
  }),
  examples: [
    ['tenantry module import ./Contoso.Tools.zip', 'makes Contoso.Tools or brings it up to date'],
    ['tenantry module import ./importexcel.7.8.10.nupkg --name ImportExcel', 'takes a package of a gallery'],
    ['tenantry module import ImportExcel --version [7.8,8.0) --preview', 'what a feed would bring'],
    ['tenantry module import ImportExcel', 'the newest version of the first feed that has it'],
  ],
  async run(context, { arguments: { module }, options }) {
    if (isFile(module)) return importFile(context, module, options.name ?? nameOf(module));
    const { version, from: feed, prerelease, preview } = options;
    const request = { import: [{ name: module, version, feed, prerelease }] };
    if (preview) {
      const plan = await (await context.connect()).client.moduleImports.plan(request);
      return context.print(plan, () => planText(context.terminal, plan));
    }
    const result = await tryImport(context, request, { apply: true });
    context.print(result, () =>
      result.imports.length === 0
        ? result.present.map((each) => `${each.name} ${each.version} is there already`).join('\n')
        : result.imports.map((each) => `${each.name} ${each.version} Succeeded`).join('\n'),
    );
    for (const pair of (result.changes ?? []).flatMap(({ pairs }) => pairs.filter(isBad)))
      context.terminal.say(pairText(pair));
  },
});

async function importFile(context: Context, path: string, name: string): Promise<void> {
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
}

/** Names of modules have neither separators nor these endings. */
function isFile(text: string): boolean {
  return /[/\\]|\.(?:zip|nupkg)$/i.test(text);
}

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
