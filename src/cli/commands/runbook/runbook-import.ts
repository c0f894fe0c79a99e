import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { readRunbook } from './gallery.ts';
import { publish } from './publish.ts';

export const runbookImport = defineCommand({
  summary: 'Puts a file into the draft of a runbook, which is made when it is missing.',
  details: 'A folder with a runbook.json brings its own name, type and description.',
  arguments: z.object({
    path: z.string().meta({ description: 'a .ts, .ps1 or .py file, or a folder with a runbook.json' }),
  }),
  options: z.object({
    name: z
      .string()
      .optional()
      .meta({ description: 'name of the runbook (default: the name of the file)', value: 'name' }),
    type: z
      .string()
      .optional()
      .meta({ description: 'type of a new runbook (default: by the ending of the file)', value: 'type' }),
    description: z.string().optional().meta({ description: 'what it is for', value: 'text' }),
    environment: z
      .string()
      .optional()
      .meta({ description: "runtime environment of its jobs ('' takes it away)", value: 'name' }),
    publish: z.boolean().default(false).meta({ description: 'publish it right after' }),
  }),
  examples: [
    ['tenantry runbook import runbooks/offboard-user --publish', 'takes a ready-made runbook into use'],
    [
      'tenantry runbook import ./report.ps1 --environment graph --publish',
      'checks it against an environment',
    ],
    ['tenantry runbook import ./tidy-guests.ts --name tidy-guests', 'updates a draft'],
  ],
  async run(context, { arguments: { path }, options }) {
    const { content, type, name: ownName, permissions: _needed, ...settings } = await readRunbook(path);
    const { client } = await context.connect();
    const name = options.name ?? ownName;
    context.terminal.progress(`importing ${name}`);
    const { description, environment } = options;
    await client.runbooks.create(name, {
      ...settings,
      runbookType: options.type ?? type,
      ...(description !== undefined && { description }),
      ...(environment !== undefined && { runtimeEnvironment: environment }),
    });
    await client.runbooks.putDraft(name, content);
    if (options.publish) await publish(context.terminal, client.runbooks, name);
    const runbook = await client.runbooks.get(name);
    context.print(runbook, () => `${runbook.name} ${runbook.state}`);
  },
});
