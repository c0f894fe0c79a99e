import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { tenantOption } from './tenant-name.ts';

export const tenantSnapshotDelete = defineCommand({
  summary: 'Deletes a snapshot.',
  arguments: z.object({ snapshot: z.string().meta({ description: 'name of the snapshot' }) }),
  options: z.object({ tenant: tenantOption }),
  examples: [['tenantry tenant snapshot delete before-migration', 'gives its place on the disk back']],
  async run(context, { arguments: { snapshot }, options: { tenant } }) {
    const { tenants } = await context.connectTenant();
    await tenants.snapshots.delete(tenant, snapshot);
    context.print({ tenant, snapshot, deleted: true }, () => `${snapshot} is deleted`);
  },
});
