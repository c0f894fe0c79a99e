import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';

export const workerRevoke = defineCommand({
  summary: 'Revokes a worker of a group, at once.',
  details:
    'Its next request is refused, its connections are closed, and what it runs goes to another worker, behind the last recorded step.',
  arguments: z.object({ id: z.string().meta({ description: 'id of the worker' }) }),
  options: z.object({ group: z.string().meta({ description: 'name of its group', value: 'group' }) }),
  examples: [
    ['tenantry worker revoke 9f6d3a30-7b5c-4f7e-9d6e-2b8f6b1f2a11 --group onprem', 'a lost machine'],
  ],
  async run(context, { arguments: { id }, options: { group } }) {
    const { workerGroups } = (await context.connect()).client;
    await workerGroups.revokeWorker(group, id);
    context.print({ id, group, revoked: true }, () => `${id} is revoked`);
  },
});
