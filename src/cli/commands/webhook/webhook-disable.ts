import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { webhookName } from './webhook-name.ts';

export const webhookDisable = defineCommand({
  summary: 'Keeps a webhook, and lets it start nothing.',
  arguments: z.object({ name: webhookName }),
  options: z.object({}),
  examples: [['tenantry webhook disable orders', 'calls are refused until it is enabled again']],
  async run(context, { arguments: { name } }) {
    const { client } = await context.connect();
    const webhook = await client.webhooks.update(name, { isEnabled: false });
    context.print(webhook, () => `${webhook.name} is disabled`);
  },
});
