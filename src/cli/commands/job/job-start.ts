import { z } from 'zod';

import { jobParameters } from '#client';
import { newId, problem } from '#kernel';

import { defineCommand } from '../../command/definition.ts';
import { readText } from '../../connection/session.ts';
import { watchToTheEnd } from './outcome.ts';

export const jobStart = defineCommand({
  summary: 'Starts a runbook.',
  details:
    'Prints the name of the job. With --watch it stays until the job has ended, writes the output stream to stdout and ' +
    'everything else to stderr, and exits with the outcome of the job; with --json then one event a line.',
  arguments: z.object({ runbook: z.string().meta({ description: 'name of a published runbook' }) }),
  options: z.object({
    parameter: z.array(z.string()).default([]).meta({
      description: 'a parameter of the runbook; may be repeated',
      short: 'p',
      value: 'name=value',
    }),
    parametersFile: z.string().optional().meta({
      description: 'JSON object with parameters; -p wins over it',
      value: 'file',
    }),
    tenant: z.string().optional().meta({
      description: 'rehearse on this fork instead of the main tenant',
      value: 'fork',
    }),
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
    const parameters = {
      ...(options.parametersFile === undefined ? {} : await parametersIn(options.parametersFile)),
      ...parametersOn(options.parameter),
    };
    const { client } = await context.connect();
    const { tenant, runOn } = options;
    const job = await client.jobs.create(newId(), {
      runbook,
      parameters: jobParameters(parameters),
      ...(tenant !== undefined && { tenant }),
      ...(runOn !== undefined && { runOn }),
    });
    if (options.watch) return watchToTheEnd(context, client.jobs, job.name);
    context.print(job, () => job.name);
    if (!context.json) context.terminal.say(`Watch it with \`tenantry job watch ${job.name}\`.`);
  },
});

function parametersOn(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((given) => {
      const at = given.indexOf('=');
      if (at < 1) throw problem('InvalidParameter', { given });
      return [given.slice(0, at), given.slice(at + 1)];
    }),
  );
}

async function parametersIn(file: string): Promise<Record<string, unknown>> {
  const text = await readText(file);
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch (error) {
    const detail = error instanceof SyntaxError ? error.message : 'it is something else';
    throw problem('ParameterFileInvalid', { file, detail }, error);
  }
}
