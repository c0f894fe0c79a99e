import { z } from 'zod';

import { newId } from '#kernel';

import { defineCommand } from '../../command/definition.ts';
import { watchToTheEnd } from './outcome.ts';
import { givenOrder, orderOptions } from './order.ts';
import { givenParameters, parameterOptions } from './parameters.ts';

export const jobStart = defineCommand({
  summary: 'Starts a runbook.',
  details:
    'Prints the name of the job. With --watch it stays until the job has ended, writes the output stream to stdout and ' +
    'everything else to stderr, and exits with the outcome of the job; with --json then one event a line.',
  arguments: z.object({ runbook: z.string().meta({ description: 'name of a published runbook' }) }),
  options: z.object({
    ...parameterOptions,
    runOn: z.string().optional().meta({
      description: 'hybrid worker group, and tags that its worker must have: onprem[site=berlin]',
      value: 'group',
    }),
    ...orderOptions,
    at: z
      .string()
      .optional()
      .meta({ description: 'begin then, 2026-12-04T18:00 for instance, instead of now', value: 'time' }),
    timeZone: z.string().optional().meta({
      description: 'with --at: whose clocks count, by IANA’s or Windows’ name (default: UTC)',
      value: 'zone',
    }),
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
    [
      'tenantry job start offboard-user -p userPrincipalName=ada@contoso.example --at 2027-01-29T18:00 --time-zone Europe/Berlin',
      'on that Friday, at six in the evening',
    ],
    [
      'tenantry job start offboard-user -p userPrincipalName=ada@contoso.example --priority 60 --concurrency-key offboard:ada@contoso.example',
      'before most others, and not while another job with this key runs',
    ],
  ],
  async run(context, { arguments: { runbook }, options }) {
    const parameters = await givenParameters(options);
    const { client } = await context.connect();
    const { tenant, runOn, at, timeZone } = options;
    const job = await client.jobs.create(newId(), {
      runbook,
      parameters,
      ...(tenant !== undefined && { tenant }),
      ...(runOn !== undefined && { runOn }),
      ...givenOrder(options),
      ...(at !== undefined && { notBefore: at }),
      ...(timeZone !== undefined && { timeZone }),
    });
    if (options.watch) return watchToTheEnd(context, client.jobs, job.name);
    context.print(job, () => job.name);
    if (context.json) return;
    if (at === undefined) context.terminal.say(`Watch it with \`tenantry job watch ${job.name}\`.`);
    else
      context.terminal.say(
        `It begins at ${job.notBefore}. Until then \`tenantry job stop ${job.name}\` takes it back.`,
      );
  },
});
