import { z } from 'zod';

import { problem } from '#kernel';

import { defineCommand } from '../../command/definition.ts';

export const alertDestinationRemove = defineCommand({
  summary: 'Removes a destination of alerts.',
  arguments: z.object({ name: z.string().meta({ description: 'name of the destination' }) }),
  options: z.object({}),
  examples: [['tenantry alert destination remove oncall', 'it is told nothing any more']],
  async run(context, { arguments: { name } }) {
    const { client } = await context.connect();
    if (!(await client.alertDestinations.delete(name))) throw problem('AlertDestinationNotFound', { name });
    context.print({ name, removed: true }, () => `${name} is removed`);
  },
});
