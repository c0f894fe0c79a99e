import { z } from 'zod';

import { problem } from '#kernel';

import { defineCommand } from '../../command/definition.ts';
import { environmentName } from './environment-name.ts';

export const environmentRemove = defineCommand({
  summary: 'Removes a runtime environment with its packages and locks.',
  details: 'One that a runbook names, or a job still runs on, stays: the command says which.',
  arguments: z.object({ name: environmentName }),
  options: z.object({}),
  examples: [['tenantry environment remove graph', 'no runbook may name it any more']],
  async run(context, { arguments: { name } }) {
    const { environments } = (await context.connect()).client;
    if (!(await environments.delete(name))) throw problem('EnvironmentNotFound', { name });
    context.print({ name, removed: true }, () => `${name} removed`);
  },
});
