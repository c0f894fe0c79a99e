import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import type { ExitCode } from '../../command/exit-codes.ts';
import { proxyOf } from './worker-join.ts';

export const workerRun = defineCommand({
  summary: 'Runs the worker that joined a group here, and stays until it is stopped.',
  details:
    'Needs no database and no open port. SIGTERM and Ctrl-C let it take no more jobs and wait for those that run; what does not ' +
    'end in time goes back and goes on elsewhere behind its last recorded step. Log lines go to standard error.',
  arguments: z.object({}),
  options: z.object({
    jobs: z.coerce
      .number('it is a number')
      .int('it is a whole number')
      .min(1, 'at least one')
      .max(50, 'at most 50')
      .default(2)
      .meta({ description: 'jobs at once, and hosts that wait for them', value: 'count' }),
    drainSeconds: z.coerce
      .number('it is a number')
      .int('it is a whole number')
      .min(0)
      .default(60)
      .meta({ description: 'how long a stop waits for jobs to end', value: 'seconds' }),
    isolation: z.enum(['require', 'prefer', 'off']).default('prefer').meta({
      description: 'whether jobs must run in a sandbox of the operating system',
      value: 'how',
    }),
    proxy: z.string().optional().meta({
      description: 'HTTP proxy on the way (default: HTTPS_PROXY, or the one it joined through)',
      value: 'url',
    }),
  }),
  examples: [
    ['tenantry worker run', 'in the foreground'],
    ['tenantry worker run --isolation require --drain-seconds 600', 'as a service'],
  ],
  async run(context, { options: { proxy, ...options } }) {
    const { home, json, terminal, environment } = context;
    const way = proxy ?? proxyOf(environment);
    return (await context.hybridWorker.run({ home, json, proxy: way, ...options }, terminal)) as ExitCode;
  },
});
