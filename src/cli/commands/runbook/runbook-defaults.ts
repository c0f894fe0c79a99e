import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { givenOrder, orderOptions } from '../job/order.ts';

export const runbookDefaults = defineCommand({
  summary: 'Says what priority and what concurrency key jobs of a runbook have that do not say otherwise.',
  details: 'What is not given is taken away.',
  arguments: z.object({ runbook: z.string().meta({ description: 'name of the runbook' }) }),
  options: z.object(orderOptions),
  examples: [
    [
      "tenantry runbook defaults offboard-user --concurrency-key 'offboard:{userPrincipalName}'",
      'never two at a time for the same person',
    ],
    [
      'tenantry runbook defaults nightly-report --priority -60 --concurrency-key exchange --concurrency-limit 2',
      'after others, and two at a time of all that use this key',
    ],
  ],
  async run(context, { arguments: { runbook }, options }) {
    const { client } = await context.connect();
    const { jobDefaults } = await client.runbooks.setJobDefaults(runbook, givenOrder(options));
    context.print(jobDefaults, () => {
      const { priority, concurrency } = jobDefaults;
      const key =
        concurrency === null ? 'no key' : `${concurrency.mostAtOnce} at a time of '${concurrency.key}'`;
      return `jobs of ${runbook}: priority ${priority ?? 0}, ${key}`;
    });
  },
});
