import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { renderDiff } from '../../terminal/diff.ts';
import { tenantName } from './tenant-name.ts';

export const tenantDiff = defineCommand({
  summary: 'Shows what is different in a tenant: + added, − removed, ~ changed.',
  arguments: z.object({ name: tenantName }),
  options: z.object({
    against: z
      .string()
      .default('main')
      .meta({ description: 'the tenant it is compared with', value: 'tenant' }),
  }),
  examples: [
    ['tenantry tenant diff trial', 'what a rehearsal changed, seen from the main tenant'],
    ['tenantry tenant diff trial --json', 'the same for a program'],
  ],
  async run(context, { arguments: { name }, options: { against } }) {
    const { tenants } = await context.connect();
    const changes = await tenants.diff(name, { against });
    context.print({ changes }, () => renderDiff(changes, { paint: context.terminal.paintOut }));
  },
});
