import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';

export const runbookConcurrency = defineCommand({
  summary: 'Says how many jobs of a runbook run at a time, and what becomes of one more.',
  details:
    'One more waits until another has ended (queue), is refused (skip), or stops the oldest for it (replace). Jobs of runbooks that start themselves are not held by their own.',
  arguments: z.object({ runbook: z.string().meta({ description: 'name of the runbook' }) }),
  options: z.object({
    most: z
      .union([z.literal('any'), z.coerce.number()])
      .transform((value) => (value === 'any' ? null : value))
      .optional()
      .meta({ description: "jobs at a time, or 'any'", value: 'number' }),
    whenBusy: z
      .enum(['queue', 'skip', 'replace'])
      .optional()
      .meta({ description: 'what becomes of one more', value: 'way' }),
  }),
  examples: [
    ['tenantry runbook concurrency nightly-report --most 1 --when-busy skip', 'never two at a time'],
    ['tenantry runbook concurrency offboard-user --most any', 'as many as there are'],
  ],
  async run(context, { arguments: { runbook }, options: { most, whenBusy } }) {
    const { client } = await context.connect();
    const { concurrency } = await client.runbooks.limit(runbook, { mostAtOnce: most, whenBusy });
    context.print(concurrency, () =>
      concurrency.mostAtOnce === null
        ? `${runbook} runs as many jobs at a time as there are`
        : `${runbook} runs ${concurrency.mostAtOnce} at a time; one more: ${concurrency.whenBusy}`,
    );
  },
});
