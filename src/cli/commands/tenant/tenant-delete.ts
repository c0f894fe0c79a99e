import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';

export const tenantDelete = defineCommand({
  summary: 'Deletes a fork.',
  details: 'The main tenant cannot be deleted; put it back with `tenantry tenant reset main`.',
  arguments: z.object({ name: z.string().meta({ description: 'name of the fork' }) }),
  options: z.object({}),
  examples: [['tenantry tenant delete trial', 'throws a rehearsal away']],
  async run(context, { arguments: { name } }) {
    const { tenants } = await context.connectTenant();
    await tenants.delete(name);
    context.print({ name, deleted: true }, () => `${name} is deleted`);
  },
});
