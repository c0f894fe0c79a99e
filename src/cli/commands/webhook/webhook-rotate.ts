import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { webhookName } from './webhook-name.ts';
import { onlyNow, writtenOnce } from './written.ts';

export const webhookRotate = defineCommand({
  summary: 'Gives a signed webhook a new secret. For a while the one before counts, too.',
  arguments: z.object({ name: webhookName }),
  options: z.object({
    overlap: z.coerce
      .number('it is a number')
      .int('it is a whole number')
      .min(0, 'it is at least 0')
      .default(60)
      .meta({ description: 'minutes for which the one before counts', value: 'minutes' }),
  }),
  examples: [['tenantry webhook rotate orders --overlap 1440', 'callers have a day to change over']],
  async run(context, { arguments: { name }, options: { overlap } }) {
    const { client } = await context.connect();
    const webhook = await client.webhooks.rotateSecret(name, overlap);
    context.print(webhook, () => writtenOnce(context.terminal, webhook));
    if (!context.json) context.terminal.say(onlyNow);
  },
});
