import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';

export const moduleDefault = defineCommand({
  summary: 'Chooses the version of a module that jobs load: also the way back to an earlier one.',
  details: 'Jobs that run keep what they have; jobs that start from here on load the version chosen.',
  arguments: z.object({
    name: z.string().meta({ description: 'name of the module' }),
    version: z.string().meta({ description: 'a version that passed its import test' }),
  }),
  options: z.object({}),
  examples: [['tenantry module default Contoso.Tools 1.2.0', 'goes back to 1.2.0']],
  async run(context, { arguments: { name, version } }) {
    const { modules } = (await context.connect()).client;
    const chosen = await modules.makeDefault(name, version);
    context.print(chosen, () => `${name} ${chosen.name} is the default`);
  },
});
