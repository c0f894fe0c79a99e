import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';

export const identityAssign = defineCommand({
  summary: 'Gives a user-assigned identity to the account: its jobs take it by client id.',
  arguments: z.object({ name: z.string().meta({ description: 'name of the identity' }) }),
  options: z.object({}),
  examples: [['tenantry identity assign mailer', 'Connect-MgGraph -Identity -ClientId … in its jobs']],
  async run(context, { arguments: { name } }) {
    const { identities } = (await context.connect()).client;
    const account = await identities.assign(name);
    context.print(account, () => `the account has ${name} now`);
  },
});
