import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { clockText } from './clock-text.ts';

export const tenantClockScale = defineCommand({
  summary: 'Sets how fast the time of the tenant goes.',
  arguments: z.object({
    rate: z.coerce
      .number('a speed is a number')
      .min(0, 'a speed is at least 0')
      .meta({ description: '1 as in life, 60 for a minute each second, 0 to stand still' }),
  }),
  options: z.object({}),
  examples: [['tenantry tenant clock scale 60', 'ten minutes of limits in ten seconds']],
  async run(context, { arguments: { rate } }) {
    const { tenants } = await context.connectTenant();
    const clock = await tenants.changeClock({ rate });
    context.print(clock, () => clockText(clock));
  },
});
