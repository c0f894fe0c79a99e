import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { facts, table } from '../../terminal/table.ts';
import { lockText, pairText } from './built.ts';
import { environmentName } from './environment-name.ts';

export const environmentShow = defineCommand({
  summary:
    'Shows a runtime environment: its build, its lock, its packages, and modules that do not load together.',
  arguments: z.object({ name: environmentName }),
  options: z.object({}),
  examples: [['tenantry environment show graph', 'what its jobs find, or why its build failed']],
  async run(context, { arguments: { name } }) {
    const { environments } = (await context.connect()).client;
    const environment = await environments.get(name);
    const packages = await Array.fromAsync(environments.packages(name));
    const { runtime, engine, provisioningState, error, lock, description, pairs } = environment;
    context.print({ ...environment, packages }, () =>
      [
        facts(context.terminal, [
          ['environment', environment.name],
          ['runtime', `${runtime.language} ${runtime.version}`],
          ['engine', engine],
          ['state', provisioningState],
          ['reason', error.message],
          ['lock', lockText(lock)],
          ['built', lock?.creationTime],
          ['description', description],
          ...pairs.map((pair) => ['pair', pairText(pair)] as const),
        ]),
        ...(packages.length === 0 ? [] : [packageTable(context.terminal, packages)]),
      ].join('\n\n'),
    );
  },
});

function packageTable(
  terminal: Parameters<typeof table>[0],
  packages: readonly {
    readonly name: string;
    readonly version: string | null;
    readonly provisioningState: string;
    readonly error: { readonly message: string | null };
    readonly description: string;
  }[],
): string {
  const rows = packages.map((each) => [
    each.name,
    each.version ?? '',
    each.provisioningState,
    each.error.message ?? each.description,
  ]);
  return table(terminal, ['package', 'version', 'state', 'description'], rows);
}
