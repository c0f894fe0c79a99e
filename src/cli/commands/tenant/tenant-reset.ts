import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { confirmName } from './confirm-name.ts';
import { tenantName } from './tenant-name.ts';

export const tenantReset = defineCommand({
  summary: 'Puts a tenant back to how it was made.',
  details:
    'The main tenant goes back to its seed, a fork to what it was forked from. Everything done since is lost.',
  arguments: z.object({ name: tenantName }),
  options: z.object({
    yes: z.boolean().default(false).meta({ description: 'do it without being asked', short: 'y' }),
  }),
  examples: [
    ['tenantry tenant reset trial', 'asks first'],
    ['tenantry tenant reset main --yes', 'for a script'],
  ],
  async run(context, { arguments: { name }, options: { yes } }) {
    const { tenants } = await context.connectTenant();
    const { name: known } = await tenants.get(name);
    if (!yes) await confirmName(context, known);
    await tenants.reset(known);
    context.print({ name: known, reset: true }, () => `${known} is as it was made`);
  },
});
