import { z } from 'zod';

import { problem } from '#kernel';

import { defineCommand } from '../../command/definition.ts';
import { webhookName } from './webhook-name.ts';

export const webhookRemove = defineCommand({
  summary: 'Removes a webhook. Jobs that it started stay.',
  arguments: z.object({ name: webhookName }),
  options: z.object({}),
  examples: [['tenantry webhook remove orders', 'its address is worth nothing any more']],
  async run(context, { arguments: { name } }) {
    const removed = await (await context.connect()).client.webhooks.delete(name);
    if (!removed) throw problem('WebhookNotFound', { name });
    context.print({ name, removed: true }, () => `${name} is removed`);
  },
});
