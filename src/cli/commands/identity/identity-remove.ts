import { z } from 'zod';

import { problem } from '#kernel';

import { defineCommand } from '../../command/definition.ts';

export const identityRemove = defineCommand({
  summary: 'Deletes a user-assigned identity, and takes it away from the accounts that have it.',
  arguments: z.object({ name: z.string().meta({ description: 'name of the identity' }) }),
  options: z.object({}),
  examples: [['tenantry identity remove mailer', 'its service principal is gone too']],
  async run(context, { arguments: { name } }) {
    const { client } = await context.connect();
    if (!(await client.identities.delete(name)))
      throw problem('UserAssignedIdentityNotFound', { name, group: 'of the account' });
    context.print({ name, removed: true }, () => `${name} is removed`);
  },
});
