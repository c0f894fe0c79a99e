import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { tenantOption } from './tenant-name.ts';

export const tenantSnapshotCreate = defineCommand({
  summary: 'Keeps the state of a tenant under a name.',
  arguments: z.object({ snapshot: z.string().meta({ description: 'name of the snapshot' }) }),
  options: z.object({ tenant: tenantOption }),
  examples: [['tenantry tenant snapshot create before-migration', 'to come back to it']],
  async run(context, { arguments: { snapshot }, options: { tenant } }) {
    const { tenants } = await context.connectTenant();
    const made = await tenants.snapshots.create(tenant, snapshot);
    context.print(made, () => made.name);
  },
});
