import { z } from 'zod';

import type { Job, JobStatus } from '#client';

import { defineCommand } from '../../command/definition.ts';
import { table } from '../../terminal/table.ts';
import { lasted, paintStatus } from '../../terminal/watch.ts';

const statuses = [
  'New',
  'Activating',
  'Running',
  'Completed',
  'Failed',
  'Stopping',
  'Stopped',
  'Suspended',
] as const satisfies readonly JobStatus[];

export const jobList = defineCommand({
  summary: 'Lists jobs, newest first.',
  arguments: z.object({}),
  options: z.object({
    runbook: z.string().optional().meta({ description: 'only jobs of this runbook', value: 'name' }),
    status: z.enum(statuses).optional().meta({ description: 'only jobs in this status', value: 'status' }),
    parent: z.string().optional().meta({ description: 'only jobs that this job started', value: 'job' }),
    top: z.coerce
      .number('it is a number')
      .int('it is a whole number')
      .min(1, 'it is at least 1')
      .default(20)
      .meta({
        description: 'how many at most',
        value: 'number',
      }),
  }),
  examples: [
    ['tenantry job list --status Failed', 'what went wrong lately'],
    ['tenantry job list --parent 0b9d6a2e-5c0b-4a52-9d39-6f3a3f8f1c11', 'what a job started'],
    ['tenantry job list --runbook offboard-user --top 100 --json', 'for a script'],
  ],
  async run(context, { options: { top, ...filter } }) {
    const { client } = await context.connect();
    const jobs: Job[] = [];
    for await (const job of client.jobs.list(filter)) {
      jobs.push(job);
      if (jobs.length === top) break;
    }
    const { terminal } = context;
    const rows = jobs.map((job) => [
      job.name,
      job.runbook.name,
      job.status,
      job.creationTime,
      lasted(job) ?? '',
      job.tenant ?? '',
      job.waitingBecause ?? '',
    ]);
    context.print(jobs, () =>
      table(
        terminal,
        ['job', 'runbook', 'status', 'created', 'took', 'tenant', 'waits because'],
        rows,
        (cell, column) => (column === 2 ? paintStatus(terminal.paintOut, cell) : cell),
      ),
    );
  },
});
