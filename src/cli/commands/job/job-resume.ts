import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { jobName } from './job-name.ts';

export const jobResume = defineCommand({
  summary: 'Resumes a suspended job: it goes on after its checkpoint.',
  arguments: z.object({ job: jobName }),
  options: z.object({}),
  examples: [['tenantry job resume 0b9d6a2e-5c0b-4a52-9d39-6f3a3f8f1c11', 'the next worker takes it']],
  async run(context, { arguments: { job: name } }) {
    const { client } = await context.connect();
    await client.jobs.resume(name);
    const job = await client.jobs.get(name);
    context.print(job, () => job.status);
  },
});
