import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { watchJob } from '../../terminal/watch.ts';
import { jobName } from './job-name.ts';

export const jobSuspend = defineCommand({
  summary: 'Suspends a job of a workflow at its next checkpoint, and waits for that.',
  details:
    'Only PowerShell Workflow has checkpoints; other jobs are stopped instead. A workflow without a further checkpoint ' +
    'runs to its end. Ctrl-C ends the waiting; the job is suspended all the same.',
  arguments: z.object({ job: jobName }),
  options: z.object({}),
  examples: [['tenantry job suspend 0b9d6a2e-5c0b-4a52-9d39-6f3a3f8f1c11', 'no worker has it from then on']],
  async run(context, { arguments: { job: name } }) {
    const { client } = await context.connect();
    await client.jobs.suspend(name);
    context.terminal.progress(`suspending ${name}`);
    const { job } = await watchJob(client.jobs, name, { signal: context.interrupt });
    context.print(job, () => job.status);
  },
});
