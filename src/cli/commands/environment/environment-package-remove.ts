import { z } from 'zod';

import { problem } from '#kernel';

import { defineCommand } from '../../command/definition.ts';
import { demandBuilt, lockText } from './built.ts';
import { environmentName } from './environment-name.ts';

export const environmentPackageRemove = defineCommand({
  summary: 'Takes a package out of a runtime environment, and waits for its build.',
  arguments: z.object({
    environment: environmentName,
    name: z.string().meta({ description: 'name of the package' }),
  }),
  options: z.object({}),
  examples: [['tenantry environment package remove graph Contoso.Tools', 'jobs from now on do without it']],
  async run(context, { arguments: { environment, name } }) {
    const { environments } = (await context.connect()).client;
    if (!(await environments.deletePackage(environment, name)))
      throw problem('EnvironmentPackageNotFound', { name, owner: `runtime environment '${environment}'` });
    context.terminal.progress(`building ${environment}`);
    const built = await environments.settled(environment, context.interrupt);
    context.print({ name, removed: true, environment: built }, () =>
      `${name} removed ${lockText(built.lock)}`.trimEnd(),
    );
    demandBuilt(context.terminal, built);
  },
});
