import type { ImportRequest, ModuleImport, ModulePlan } from '#client';
import { problem } from '#kernel';

import type { Context } from '../../command/definition.ts';
import { table } from '../../terminal/table.ts';
import type { Terminal } from '../../terminal/terminal.ts';

/** What an import would bring, for people. */
export function planText(terminal: Terminal, { imports, present, conflicts }: ModulePlan): string {
  const rows = [
    ...imports.map(({ name, version, from, feed, requiredBy }) => [
      name,
      version,
      from === null ? 'new' : `beside or instead of ${from}`,
      feed,
      requiredBy.join(' → '),
    ]),
    ...present.map(({ name, version, requiredBy }) => [
      name,
      version,
      'is there',
      '',
      requiredBy.join(' → '),
    ]),
    ...conflicts.map(({ name, reason }) => [name, '', `conflict: ${reason}`, '', '']),
  ];
  if (rows.length === 0) return 'everything is up to date';
  return table(terminal, ['module', 'version', 'import', 'feed', 'required by'], rows);
}

/** Has everything tried that the request brings, and tells of each step. Rejects with `ModuleNotImported` when one fails. */
export async function tryImport(
  context: Context,
  request: ImportRequest,
  options: { readonly apply: boolean },
): Promise<ModuleImport> {
  const { moduleImports } = (await context.connect()).client;
  const begun = await moduleImports.begin(request, options);
  let told = '';
  const result = await moduleImports.settled(begun.name, {
    signal: context.interrupt,
    onChange({ imports }) {
      const now =
        imports.find(({ state }) => state === 'Testing') ?? imports.find(({ state }) => state === 'Waiting');
      const line = now === undefined ? '' : `importing ${now.name} ${now.version} in a sandbox`;
      if (line !== '' && line !== told) context.terminal.progress(line);
      told = line;
    },
  });
  if (result.provisioningState === 'Failed') {
    const name = 'import' in request ? request.import.map((each) => each.name).join(', ') : 'the update';
    throw problem('ModuleNotImported', { name, reason: result.error.message ?? 'it failed' });
  }
  return result;
}
