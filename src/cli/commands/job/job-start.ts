import { z } from 'zod';

import { newId } from '#kernel';

import { defineCommand } from '../../command/definition.ts';
import { watchToTheEnd } from './outcome.ts';
import { givenParameters, parameterOptions } from './parameters.ts';

export const jobStart = defineCommand({
  summary: 'Starts a runbook.',
  details:
    'Prints the name of the job. With --watch it stays until the job has ended, writes the output stream to stdout and ' +
    'everything else to stderr, and exits with the outcome of the job; with --json then one event a line.',
  arguments: z.object({ runbook: z.string().meta({ description: 'name of a published runbook' }) }),
  options: z.object({
    ...parameterOptions,
    runOn: z.string().optional().meta({ description: 'hybrid worker group', value: 'group' }),
    watch: z
      .boolean()
      .default(false)
      .meta({ description: 'show what the job does until it has ended', short: 'w' }),
  }),
  examples: [
    [
      'tenantry job start offboard-user -p userPrincipalName=ada@contoso.example --watch',
      'runs it and shows everything it does',
    ],
    [
      'tenantry tenant fork trial && tenantry job start offboard-user -p userPrincipalName=ada@contoso.example --tenant trial --watch',
      'rehearses it on a copy of the tenant',
    ],
  ],
  async run(context, { arguments: { runbook }, options }) {
    const parameters = await givenParameters(options);
    const { client } = await context.connect();
    const { tenant, runOn } = options;
    const job = await client.jobs.create(newId(), {
      runbook,
      parameters,
      ...(tenant !== undefined && { tenant }),
      ...(runOn !== undefined && { runOn }),
    });
    if (options.watch) return watchToTheEnd(context, client.jobs, job.name);
    context.print(job, () => job.name);
    if (!context.json) context.terminal.say(`Watch it with \`tenantry job watch ${job.name}\`.`);
  },
});
