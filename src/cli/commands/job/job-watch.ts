import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { jobName } from './job-name.ts';
import { watchToTheEnd } from './outcome.ts';

export const jobWatch = defineCommand({
  summary: 'Shows what a job does, live, and exits with its outcome.',
  details:
    'Everything so far comes first. The output stream goes to stdout, everything else to stderr. Ctrl-C ends the ' +
    'watching, not the job.',
  arguments: z.object({ job: jobName }),
  options: z.object({}),
  examples: [
    ['tenantry job watch 0b9d6a2e-5c0b-4a52-9d39-6f3a3f8f1c11', 'streams, steps and status in order'],
    ['tenantry job watch 0b9d6a2e-5c0b-4a52-9d39-6f3a3f8f1c11 --json', 'one JSON event a line'],
  ],
  async run(context, { arguments: { job } }) {
    const { client } = await context.connect();
    return watchToTheEnd(context, client.jobs, job);
  },
});
