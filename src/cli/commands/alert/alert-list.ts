import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { table } from '../../terminal/table.ts';

export const alertList = defineCommand({
  summary: 'Lists what is wrong in the account, the newest first.',
  arguments: z.object({}),
  options: z.object({
    all: z.boolean().default(false).meta({ description: 'also what is resolved or expired' }),
  }),
  examples: [
    ['tenantry alert list', 'what is open'],
    ['tenantry alert list --all --json', 'everything that is still kept'],
  ],
  async run(context, { options: { all } }) {
    const { client } = await context.connect();
    const alerts = await Array.fromAsync(client.alerts.list(all ? {} : { state: 'Open' }));
    const rows = alerts.map((each) => [
      each.name,
      each.snoozedUntil === null ? each.state : `${each.state}, snoozed`,
      each.rule,
      String(each.count),
      each.lastSeenTime,
      each.summary,
    ]);
    const headings = ['alert', 'state', 'rule', 'times', 'last seen', 'what'];
    context.print(alerts, () => table(context.terminal, headings, rows));
  },
});
