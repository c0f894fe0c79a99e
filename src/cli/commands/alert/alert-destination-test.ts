import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';

export const alertDestinationTest = defineCommand({
  summary: 'Sends a test message to a destination, and says whether it arrived.',
  arguments: z.object({ name: z.string().meta({ description: 'name of the destination' }) }),
  options: z.object({}),
  examples: [['tenantry alert destination test oncall', 'before it is needed']],
  async run(context, { arguments: { name } }) {
    const { client } = await context.connect();
    await client.alertDestinations.test(name);
    context.print({ name, delivered: true }, () => `${name} took the test message`);
  },
});
