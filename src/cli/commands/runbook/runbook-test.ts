import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { watchToTheEnd } from '../job/outcome.ts';
import { givenParameters, parameterOptions } from '../job/parameters.ts';

export const runbookTest = defineCommand({
  summary: 'Runs the draft of a runbook without publishing it.',
  details:
    'The draft is checked and built first; what is wrong with it is shown with line and column. Then it shows what the ' +
    'test does until it has ended, as `job start --watch` does. Jobs go on running what is published. A runbook has one ' +
    'test at a time.',
  arguments: z.object({ runbook: z.string().meta({ description: 'name of a runbook with a draft' }) }),
  options: z.object({
    ...parameterOptions,
    environment: z.string().optional().meta({
      description: "runtime environment of this test, instead of the runbook's own",
      value: 'name',
    }),
    stop: z.boolean().default(false).meta({ description: 'stop the test that runs' }),
  }),
  examples: [
    [
      'tenantry runbook test offboard-user -p userPrincipalName=ada@contoso.example --tenant trial',
      'tries a draft on a copy of the tenant',
    ],
    ['tenantry runbook test report --environment graph-next', 'tries it with other packages'],
  ],
  async run(context, { arguments: { runbook }, options }) {
    const parameters = await givenParameters(options);
    const { client } = await context.connect();
    if (options.stop) {
      await client.testJobs.stop(runbook);
      const test = await client.testJobs.get(runbook);
      return context.print(test, () => test.status);
    }
    const { tenant, environment } = options;
    await client.testJobs.start(runbook, {
      parameters,
      ...(tenant !== undefined && { tenant }),
      ...(environment !== undefined && { runtimeEnvironment: environment }),
    });
    return watchToTheEnd(context, client.testJobs, runbook, `tenantry runbook test ${runbook} --stop`);
  },
});
