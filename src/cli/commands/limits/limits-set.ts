import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { limitsText } from './limits-show.ts';

const limit = (description: string) =>
  z
    .union([z.literal('default'), z.coerce.number()])
    .transform((value) => (value === 'default' ? null : value))
    .optional()
    .meta({ description, value: 'number' });

export const limitsSet = defineCommand({
  summary: 'Changes limits of the account; those not named stay.',
  details: "A limit given as 'default' goes back to Azure's own figure.",
  arguments: z.object({}),
  options: z.object({
    newJobs: limit('new jobs that callers create within 30 seconds'),
    concurrentJobs: limit('jobs at a time; those beyond wait'),
    moduleImports: limit('modules that are uploaded within 30 seconds'),
    runtime: limit('minutes until a job is stopped'),
    retention: limit('days until an ended job is deleted'),
  }),
  examples: [
    ['tenantry limits set --runtime 1440', 'jobs may run for a day'],
    [
      'tenantry limits set --concurrent-jobs 500 --retention default',
      'more at a time, kept as long as in Azure',
    ],
  ],
  async run(context, { options: { newJobs, concurrentJobs, moduleImports, runtime, retention } }) {
    const { client } = await context.connect();
    const limits = await client.limits.update({
      newJobsPer30Seconds: newJobs,
      concurrentJobs,
      moduleImportsPer30Seconds: moduleImports,
      jobRuntimeMinutes: runtime,
      jobRetentionDays: retention,
    });
    context.print(limits, () => limitsText(context.terminal, limits));
  },
});
