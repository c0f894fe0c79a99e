import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { confirmName } from './confirm-name.ts';
import { tenantOption } from './tenant-name.ts';

export const tenantSnapshotRestore = defineCommand({
  summary: 'Makes a tenant what it was when the snapshot was taken.',
  details: 'What was done since is lost, unless a snapshot of it was taken. The snapshot stays.',
  arguments: z.object({ snapshot: z.string().meta({ description: 'name of the snapshot' }) }),
  options: z.object({
    tenant: tenantOption,
    yes: z.boolean().default(false).meta({ description: 'do it without being asked', short: 'y' }),
  }),
  examples: [['tenantry tenant snapshot restore before-migration --yes', 'for a script']],
  async run(context, { arguments: { snapshot }, options: { tenant, yes } }) {
    const { tenants } = await context.connectTenant();
    if (!yes) await confirmName(context, tenant);
    await tenants.snapshots.restore(tenant, snapshot);
    context.print({ tenant, snapshot, restored: true }, () => `${tenant} is as it was at ${snapshot}`);
  },
});
