import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { clockText } from './clock-text.ts';

export const tenantClockSet = defineCommand({
  summary: 'Sets the time of the tenant: secrets, tokens and licences expire by it.',
  arguments: z.object({
    time: z.string().meta({ description: 'an ISO 8601 time, or now for that of the machine' }),
  }),
  options: z.object({}),
  examples: [
    ['tenantry tenant clock set 2027-03-01T08:00:00Z', 'what will have expired by then'],
    ['tenantry tenant clock set now', 'back to the present'],
  ],
  async run(context, { arguments: { time } }) {
    const { tenants } = await context.connectTenant();
    const clock = await tenants.changeClock({ at: time });
    context.print(clock, () => clockText(clock));
  },
});
