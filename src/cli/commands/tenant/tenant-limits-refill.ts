import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { tenantOption } from './tenant-name.ts';

export const tenantLimitsRefill = defineCommand({
  summary: 'Makes the limits as if nobody had asked anything.',
  arguments: z.object({}),
  options: z.object({ tenant: tenantOption }),
  examples: [['tenantry tenant limits refill', 'instead of waiting until a limit is free again']],
  async run(context, { options: { tenant } }) {
    const { tenants } = await context.connectTenant();
    await tenants.refillLimits(tenant);
    context.print({ refilled: tenant }, () => `The limits of ${tenant} are full again.`);
  },
});
