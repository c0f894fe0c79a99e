import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';

export const tenantFork = defineCommand({
  summary: 'Copies a tenant, to rehearse on the copy.',
  details:
    'The fork has the same users, apps and keys. What happens to one of them does not reach the other.',
  arguments: z.object({ name: z.string().meta({ description: 'name of the fork' }) }),
  options: z.object({
    from: z.string().default('main').meta({ description: 'the tenant to copy', value: 'tenant' }),
  }),
  examples: [
    ['tenantry tenant fork trial', 'a copy of the main tenant'],
    ['tenantry tenant fork again --from trial', 'a copy of a copy'],
  ],
  async run(context, { arguments: { name }, options: { from } }) {
    const { tenants } = await context.connectTenant();
    const fork = await tenants.fork(name, { from });
    context.print(fork, () => fork.origin);
    if (!context.json)
      context.terminal.say(`Rehearse on it with \`tenantry job start <runbook> --tenant ${fork.name}\`.`);
  },
});
