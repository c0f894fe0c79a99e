import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';

export const workerInstallService = defineCommand({
  summary: 'Writes a systemd unit that runs the worker which joined here.',
  details:
    'The unit may write the home alone and has no capabilities. The user must own the home. Nothing is started: the next steps are printed.',
  arguments: z.object({}),
  options: z.object({
    dryRun: z.boolean().default(false).meta({ description: 'print the unit and write nothing' }),
    user: z.string().optional().meta({ description: 'who runs it (default: who asks)', value: 'user' }),
    jobs: z.coerce
      .number('it is a number')
      .int('it is a whole number')
      .min(1, 'at least one')
      .max(50, 'at most 50')
      .default(2)
      .meta({ description: 'jobs at once', value: 'count' }),
    drainSeconds: z.coerce
      .number('it is a number')
      .int('it is a whole number')
      .min(0)
      .default(600)
      .meta({ description: 'how long a stop waits for jobs to end', value: 'seconds' }),
    isolation: z.enum(['require', 'prefer', 'off']).default('require').meta({
      description: 'whether jobs must run in a sandbox of the operating system',
      value: 'how',
    }),
  }),
  examples: [
    ['tenantry worker install-service --dry-run', 'what it would write'],
    ['sudo tenantry worker install-service --user tenantry --home /var/lib/tenantry', 'as a service'],
  ],
  async run(context, { options }) {
    const made = await context.hybridWorker.installService({ home: context.home, ...options });
    context.print(made, () =>
      made.written
        ? `${made.file} is written\nNext: systemctl daemon-reload && systemctl enable --now tenantry-hybrid-worker`
        : made.unit.trimEnd(),
    );
  },
});
