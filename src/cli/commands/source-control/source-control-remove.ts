import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';

export const sourceControlRemove = defineCommand({
  summary: 'Forgets a repository. The runbooks that came from it stay.',
  arguments: z.object({ name: z.string().meta({ description: 'name of the source control' }) }),
  options: z.object({}),
  examples: [['tenantry source-control remove main', 'nothing is synchronised any more']],
  async run(context, { arguments: { name } }) {
    const { client } = await context.connect();
    const removed = await client.sourceControls.delete(name);
    context.print({ name, removed }, () => (removed ? `removed ${name}` : `there is no ${name}`));
  },
});
