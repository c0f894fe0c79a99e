import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { webhookName } from './webhook-name.ts';

export const webhookEnable = defineCommand({
  summary: 'Lets a webhook start its runbook again.',
  arguments: z.object({ name: webhookName }),
  options: z.object({}),
  examples: [['tenantry webhook enable orders', 'its address counts again']],
  async run(context, { arguments: { name } }) {
    const { client } = await context.connect();
    const webhook = await client.webhooks.update(name, { isEnabled: true });
    context.print(webhook, () => `${webhook.name} is enabled`);
  },
});
