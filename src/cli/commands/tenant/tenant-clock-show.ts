import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { clockText } from './clock-text.ts';

export const tenantClockShow = defineCommand({
  summary: 'Shows what time it is in the tenant, and how fast it goes.',
  arguments: z.object({}),
  options: z.object({}),
  examples: [['tenantry tenant clock show', 'one clock for the tenant and its forks']],
  async run(context) {
    const { tenants } = await context.connectTenant();
    const clock = await tenants.clock();
    context.print(clock, () => clockText(clock));
  },
});
