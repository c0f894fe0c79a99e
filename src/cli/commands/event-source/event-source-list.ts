import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { table } from '../../terminal/table.ts';
import { stateOf } from './shown.ts';

export const eventSourceList = defineCommand({
  summary: 'Lists the event sources of the account.',
  arguments: z.object({}),
  options: z.object({}),
  examples: [['tenantry event-source list', 'what they start, and whether they are subscribed']],
  async run(context) {
    const { client } = await context.connect();
    const sources = await Array.fromAsync(client.eventSources.list());
    const rows = sources.map((each) => [
      each.name,
      each.resource ?? each.kind,
      each.runbook.name,
      stateOf(each),
      each.lastEventTime ?? 'never',
    ]);
    const headings = ['event source', 'of', 'runbook', 'state', 'last event'];
    context.print(sources, () => table(context.terminal, headings, rows));
  },
});
