import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';

export const identityUnassign = defineCommand({
  summary: 'Takes a user-assigned identity away from the account.',
  arguments: z.object({ name: z.string().meta({ description: 'name of the identity' }) }),
  options: z.object({}),
  examples: [['tenantry identity unassign mailer', 'its jobs get no more tokens of it']],
  async run(context, { arguments: { name } }) {
    const { identities } = (await context.connect()).client;
    const account = await identities.unassign(name);
    context.print(account, () => `the account has ${name} no more`);
  },
});
