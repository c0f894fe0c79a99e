import { z } from 'zod';

import type { Limits } from '#client';

import { defineCommand } from '../../command/definition.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { facts } from '../../terminal/table.ts';

export const limitsShow = defineCommand({
  summary: 'Shows what the account may have: jobs at a time, their length, how long they are kept.',
  arguments: z.object({}),
  options: z.object({}),
  examples: [['tenantry limits show', "Azure's own figures, unless they were changed"]],
  async run(context) {
    const { client } = await context.connect();
    const limits = await client.limits.get();
    context.print(limits, () => limitsText(context.terminal, limits));
  },
});

export function limitsText(terminal: Terminal, limits: Limits): string {
  return facts(terminal, [
    ['new jobs within 30 seconds', String(limits.newJobsPer30Seconds)],
    ['jobs at a time', String(limits.concurrentJobs)],
    ['module uploads within 30 seconds', String(limits.moduleImportsPer30Seconds)],
    ['a job runs', `${limits.jobRuntimeMinutes} minutes`],
    ['an ended job is kept', `${limits.jobRetentionDays} days`],
  ]);
}
