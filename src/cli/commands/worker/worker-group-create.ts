import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';

export const workerGroupCreate = defineCommand({
  summary: 'Makes a hybrid worker group, which jobs name by --run-on, or changes its settings.',
  details:
    'Workers join it with a token: tenantry worker token create. Until one has, its jobs wait and say so.',
  arguments: z.object({ name: z.string().meta({ description: 'name of the group' }) }),
  options: z.object({
    credential: z.string().optional().meta({
      description: 'a credential of the account: as whom its jobs are to run; empty for none',
      value: 'name',
    }),
    silence: z.coerce.number().optional().meta({
      description: 'its workers may be silent for so long before their jobs go to others: 10 to 300 (300)',
      value: 'seconds',
    }),
  }),
  examples: [['tenantry worker group create onprem', 'for the machines of one place']],
  async run(context, { arguments: { name }, options: { credential, silence } }) {
    const { workerGroups } = (await context.connect()).client;
    const made = await workerGroups.put(name, {
      ...(credential !== undefined && { credential: credential || null }),
      ...(silence !== undefined && { silenceSeconds: silence }),
    });
    context.print(made, () => `${made.name} is a hybrid worker group`);
  },
});
