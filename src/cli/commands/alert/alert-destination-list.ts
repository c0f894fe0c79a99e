import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { table } from '../../terminal/table.ts';

export const alertDestinationList = defineCommand({
  summary: 'Lists where alerts are sent, and whether they arrive.',
  arguments: z.object({}),
  options: z.object({}),
  examples: [['tenantry alert destination list', 'when each was told last, or why it was not']],
  async run(context) {
    const { client } = await context.connect();
    const destinations = await Array.fromAsync(client.alertDestinations.list());
    const rows = destinations.map((each) => [
      each.name,
      each.kind,
      each.to === undefined ? each.host : `${each.to.join(', ')} by ${each.host}`,
      each.isEnabled ? 'enabled' : 'disabled',
      each.lastDeliveredTime ?? 'never',
      each.error ?? '',
    ]);
    const headings = ['destination', 'kind', 'where', 'state', 'told last', 'failed because'];
    context.print(destinations, () => table(context.terminal, headings, rows));
  },
});
