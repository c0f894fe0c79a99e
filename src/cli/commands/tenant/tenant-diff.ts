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
    jsonPatch: z.boolean().default(false).meta({ description: 'as operations of RFC 6902 (JSON Patch)' }),
  }),
  examples: [
    ['tenantry tenant diff trial', 'what a rehearsal changed, seen from the main tenant'],
    ['tenantry tenant diff trial --json', 'the same for a program'],
    ['tenantry tenant diff trial --json-patch', 'as RFC 6902 has it, to be applied elsewhere'],
  ],
  async run(context, { arguments: { name }, options: { against, jsonPatch } }) {
    const { tenants } = await context.connectTenant();
    if (jsonPatch)
      return context.terminal.out(JSON.stringify(await tenants.jsonPatch(name, { against }), null, 2));
    const changes = await tenants.diff(name, { against });
    context.print({ changes }, () => renderDiff(changes, { paint: context.terminal.paintOut }));
  },
});
