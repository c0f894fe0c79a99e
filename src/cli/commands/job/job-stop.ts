import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { watchJob } from '../../terminal/watch.ts';
import { jobName } from './job-name.ts';

export const jobStop = defineCommand({
  summary: 'Stops a job, and waits until it has ended.',
  details:
    'Once it is stopped, the job makes no further call, and neither do the jobs that it started. What was done already ' +
    'stays done.',
  arguments: z.object({ job: jobName }),
  options: z.object({}),
  examples: [['tenantry job stop 0b9d6a2e-5c0b-4a52-9d39-6f3a3f8f1c11', 'ends it']],
  async run(context, { arguments: { job: name } }) {
    const { client } = await context.connect();
    await client.jobs.stop(name);
    context.terminal.progress(`stopping ${name}`);
    const { job } = await watchJob(client.jobs, name, { signal: context.interrupt });
    context.print(job, () => job.status);
  },
});
