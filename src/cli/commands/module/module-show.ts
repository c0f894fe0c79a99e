import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { facts, table } from '../../terminal/table.ts';
import { isBad, pairText } from '../environment/built.ts';

export const moduleShow = defineCommand({
  summary: 'Shows a module: its versions, and what its default version needs and brings.',
  details:
    'Jobs load the default; another version is there for who asks for it: Import-Module -RequiredVersion.',
  arguments: z.object({ name: z.string().meta({ description: 'name of the module' }) }),
  options: z.object({}),
  examples: [['tenantry module show Contoso.Tools', 'versions, required modules and commands']],
  async run(context, { arguments: { name } }) {
    const { modules } = (await context.connect()).client;
    const [module, versions] = [await modules.get(name), await modules.versions(name)];
    const chosen = versions.find(({ isDefault }) => isDefault);
    context.print({ ...module, versions }, () =>
      [
        facts(context.terminal, [
          ['module', module.name],
          ['state', module.provisioningState],
          ['error', module.error.message],
          ['default', module.version],
          [
            'requires',
            module.requiredModules.map((each) => `${each.name} ${each.range ?? ''}`.trim()).join(', '),
          ],
          ['commands', chosen?.commands.join(', ')],
          ['description', module.description],
          ...module.pairs.filter(isBad).map((pair) => ['pair', pairText(pair)] as const),
        ]),
        '',
        table(
          context.terminal,
          ['version', 'default', 'state', 'from', 'bytes', 'commands', 'error'],
          versions.map((each) => [
            each.name,
            each.isDefault ? 'yes' : '',
            each.provisioningState,
            each.feed ?? 'upload',
            String(each.sizeInBytes),
            String(each.commands.length),
            each.error.message ?? '',
          ]),
        ),
      ].join('\n'),
    );
  },
});
