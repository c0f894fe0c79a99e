import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { table } from '../../terminal/table.ts';
import { toldTo } from './rule-text.ts';

export const alertRuleList = defineCommand({
  summary: 'Lists what is watched for, and who is told.',
  arguments: z.object({}),
  options: z.object({}),
  examples: [['tenantry alert rule list', 'each rule with its condition']],
  async run(context) {
    const { client } = await context.connect();
    const rules = await Array.fromAsync(client.alertRules.list());
    const rows = rules.map((each) => [
      each.name,
      each.condition,
      each.of ?? 'all',
      each.threshold === null ? '' : String(each.threshold),
      toldTo(each),
      each.error ?? (each.isEnabled ? 'enabled' : 'disabled'),
    ]);
    const headings = ['rule', 'condition', 'of', 'threshold', 'tells', 'state'];
    context.print(rules, () => table(context.terminal, headings, rows));
  },
});
