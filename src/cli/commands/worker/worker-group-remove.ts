import { z } from 'zod';

import { problem } from '#kernel';

import { defineCommand } from '../../command/definition.ts';

export const workerGroupRemove = defineCommand({
  summary: 'Deletes a hybrid worker group, with the workers in it.',
  arguments: z.object({ name: z.string().meta({ description: 'name of the group' }) }),
  options: z.object({}),
  examples: [['tenantry worker group remove onprem', 'not while jobs wait for it']],
  async run(context, { arguments: { name } }) {
    const { workerGroups } = (await context.connect()).client;
    if (!(await workerGroups.delete(name))) throw problem('WorkerGroupNotFound', { name });
    context.print({ name, removed: true }, () => `${name} is removed`);
  },
});
