import { z } from 'zod';

import { problem } from '#kernel';

import { defineCommand } from '../../command/definition.ts';

export const alertRuleRemove = defineCommand({
  summary: 'Removes a rule, and its alerts.',
  arguments: z.object({ name: z.string().meta({ description: 'name of the rule' }) }),
  options: z.object({}),
  examples: [['tenantry alert rule remove nightly', 'nobody watches for it any more']],
  async run(context, { arguments: { name } }) {
    const { client } = await context.connect();
    if (!(await client.alertRules.delete(name))) throw problem('AlertRuleNotFound', { name });
    context.print({ name, removed: true }, () => `${name} is removed`);
  },
});
