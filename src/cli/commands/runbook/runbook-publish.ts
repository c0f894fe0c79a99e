import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { publish } from './publish.ts';

export const runbookPublish = defineCommand({
  summary: 'Checks, builds and publishes the draft of a runbook.',
  details: 'Jobs that run already keep the version they started with.',
  arguments: z.object({ runbook: z.string().meta({ description: 'name of the runbook' }) }),
  options: z.object({}),
  examples: [['tenantry runbook publish tidy-guests', 'from now on jobs run the draft']],
  async run(context, { arguments: { runbook: name } }) {
    const { client } = await context.connect();
    await publish(context.terminal, client.runbooks, name);
    const runbook = await client.runbooks.get(name);
    context.print(runbook, () => `${runbook.name} ${runbook.state}`);
  },
});
