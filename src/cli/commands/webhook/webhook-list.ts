import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { table } from '../../terminal/table.ts';

export const webhookList = defineCommand({
  summary: 'Lists the webhooks of the account. Their addresses are shown by nobody.',
  arguments: z.object({}),
  options: z.object({
    runbook: z.string().optional().meta({ description: 'only those of this runbook', value: 'name' }),
  }),
  examples: [['tenantry webhook list', 'what they start, and when they were called last']],
  async run(context, { options: { runbook } }) {
    const { client } = await context.connect();
    const webhooks = await Array.fromAsync(client.webhooks.list(runbook === undefined ? {} : { runbook }));
    const rows = webhooks.map((each) => [
      each.name,
      each.runbook.name,
      each.isEnabled ? 'enabled' : 'disabled',
      each.signed === true ? 'signed' : 'by address',
      each.expiryTime,
      each.lastInvokedTime ?? 'never',
    ]);
    const headings = ['webhook', 'runbook', 'state', 'calls', 'until', 'called last'];
    context.print(webhooks, () => table(context.terminal, headings, rows));
  },
});
