import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { faultsText } from './tenant-faults-show.ts';
import { tenantOption } from './tenant-name.ts';

export const tenantFaultsClear = defineCommand({
  summary: 'Lets the tenant fail no more, and show every change at once.',
  arguments: z.object({}),
  options: z.object({ tenant: tenantOption }),
  examples: [['tenantry tenant faults clear', 'all is well again']],
  async run(context, { options: { tenant } }) {
    const { tenants } = await context.connectTenant();
    const faults = await tenants.changeFaults(tenant, { rules: [], consistency: {} });
    context.print(faults, () => faultsText(faults));
  },
});
