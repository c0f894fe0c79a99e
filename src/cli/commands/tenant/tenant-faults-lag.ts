import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { faultsText } from './tenant-faults-show.ts';
import { tenantOption } from './tenant-name.ts';

export const tenantFaultsLag = defineCommand({
  summary: 'Lets changes be seen late, as from a replica that lags behind.',
  arguments: z.object({
    what: z.string().meta({
      description: 'an entity (user, group …), links, credentials, index, or default for all others',
    }),
    milliseconds: z.coerce.number().meta({ description: 'of the tenant’s time; 0 for at once' }),
  }),
  options: z.object({
    tenant: tenantOption,
    random: z
      .boolean()
      .default(false)
      .meta({ description: 'another time up to that for each answer, as if another replica gave it' }),
  }),
  examples: [
    ['tenantry tenant faults lag user 5000', 'who was made just now is not found for five seconds'],
    ['tenantry tenant faults lag links 30000 --random', 'memberships show now, or later'],
  ],
  async run(context, { arguments: { what, milliseconds }, options: { tenant, random } }) {
    const { tenants } = await context.connectTenant();
    const { consistency } = await tenants.faults(tenant);
    const lag = random ? { random: milliseconds } : { delayed: milliseconds };
    const faults = await tenants.changeFaults(tenant, {
      consistency: { ...consistency, [what]: milliseconds === 0 ? 'strict' : lag },
    });
    context.print(faults, () => faultsText(faults));
  },
});
