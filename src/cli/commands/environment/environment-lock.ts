import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { facts, table } from '../../terminal/table.ts';
import { environmentName } from './environment-name.ts';

export const environmentLock = defineCommand({
  summary: 'Shows the lock of a runtime environment: engine and packages, with their hashes.',
  details: 'With --json it can be kept as a file, from which the same environment is made elsewhere.',
  arguments: z.object({ name: environmentName }),
  options: z.object({
    revision: z.coerce
      .number()
      .int()
      .positive()
      .optional()
      .meta({ description: 'an earlier one (default: the one that jobs get)', value: 'number' }),
  }),
  examples: [
    ['tenantry environment lock graph', 'what jobs of it find'],
    ['tenantry environment lock graph --json > graph.lock.json', 'as a file'],
  ],
  async run(context, { arguments: { name }, options: { revision } }) {
    const { environments } = (await context.connect()).client;
    const file = await environments.lock(name, revision);
    const { language, version, engine, packages } = file.lock;
    const rows = packages.map((each) => [each.name, each.version, each.hash]);
    context.print(
      { environment: file.environment, revision: file.revision, hash: file.hash, lock: file.lock },
      () =>
        [
          facts(context.terminal, [
            ['environment', file.environment],
            ['revision', String(file.revision)],
            ['hash', file.hash],
            ['runtime', `${language} ${version}`],
            ['engine', `${engine.kind} ${engine.version}`],
            ['built', file.creationTime],
          ]),
          ...(rows.length === 0 ? [] : [table(context.terminal, ['package', 'version', 'hash'], rows)]),
        ].join('\n\n'),
    );
  },
});
