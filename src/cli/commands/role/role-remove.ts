import { z } from 'zod';

import { problem } from '#kernel';

import { defineCommand } from '../../command/definition.ts';

export const roleRemove = defineCommand({
  summary: 'Takes a role away.',
  arguments: z.object({
    name: z.string().meta({ description: 'name of the assignment, as `role list` tells it' }),
  }),
  options: z.object({}),
  examples: [['tenantry role remove 6f0b8d0e-…', 'it works no longer a second later']],
  async run(context, { arguments: { name } }) {
    const { client } = await context.connect();
    if (!(await client.roles.remove(name))) throw problem('RoleAssignmentNotFound', { name });
    context.print({ name, removed: true }, () => `${name} is taken away`);
  },
});
