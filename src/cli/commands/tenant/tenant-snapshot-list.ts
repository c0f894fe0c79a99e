import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { table } from '../../terminal/table.ts';
import { tenantOption } from './tenant-name.ts';

export const tenantSnapshotList = defineCommand({
  summary: 'Lists the snapshots of a tenant.',
  arguments: z.object({}),
  options: z.object({ tenant: tenantOption }),
  examples: [['tenantry tenant snapshot list', 'the oldest first']],
  async run(context, { options: { tenant } }) {
    const { tenants } = await context.connectTenant();
    const all = await tenants.snapshots.list(tenant);
    const rows = all.map(({ name, createdAt, bytes }) => [name, createdAt, `${Math.ceil(bytes / 1024)} KiB`]);
    context.print(all, () => table(context.terminal, ['snapshot', 'created', 'size'], rows));
  },
});
