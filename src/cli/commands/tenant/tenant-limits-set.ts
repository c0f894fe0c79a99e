import { z } from 'zod';

import { problem } from '#kernel';

import { defineCommand } from '../../command/definition.ts';
import { limitsText } from './tenant-limits-show.ts';
import { tenantOption } from './tenant-name.ts';

const command = 'tenant limits set';

export const tenantLimitsSet = defineCommand({
  summary: 'Changes which limits of Microsoft Graph the tenant keeps; what is not named stays.',
  arguments: z.object({}),
  options: z.object({
    tenant: tenantOption,
    keep: z
      .enum(['all', 'none'])
      .optional()
      .meta({ description: 'the limits that Microsoft publishes, or none of them' }),
    without: z.array(z.string()).default([]).meta({
      description: 'a limit that is not kept, or how such names begin: teams (repeatable)',
      value: 'limit',
    }),
    most: z.array(z.string()).default([]).meta({
      description: 'another amount than published: identity.writes.appTenant=10 (repeatable)',
      value: 'limit=amount',
    }),
    size: z
      .enum(['auto', 'S', 'M', 'L'])
      .optional()
      .meta({ description: 'of the tenant; auto counts its users' }),
    licences: z
      .union([z.literal('auto'), z.coerce.number()])
      .optional()
      .meta({ description: 'how many were bought; auto counts them', value: 'number' }),
  }),
  examples: [
    ['tenantry tenant limits set --keep none', 'a rehearsal that is never throttled'],
    ['tenantry tenant limits set --keep all', 'as Microsoft publishes them, without exception'],
    [
      'tenantry tenant limits set --most identity.writes.appTenant=10',
      'so few that a script meets them soon',
    ],
  ],
  async run(context, { options: { tenant, keep, without, most, size, licences } }) {
    const { tenants } = await context.connectTenant();
    const limits = await tenants.changeLimits(tenant, {
      ...(keep !== undefined && { on: keep === 'all' }),
      ...(keep === 'all' && { off: [], most: {} }),
      ...(without.length > 0 && { off: without }),
      ...(most.length > 0 && { most: Object.fromEntries(most.map(amountOf)) }),
      ...(size !== undefined && { size }),
      ...(licences !== undefined && { licences }),
    });
    context.print(limits, () => limitsText(context.terminal, limits));
  },
});

function amountOf(given: string): [name: string, amount: number] {
  const [, name, amount] = /^([\w.]+)=(\d+(?:\.\d+)?)$/.exec(given) ?? [];
  if (name === undefined)
    throw problem('InvalidOption', { option: '--most', detail: `'${given}' is no limit=amount`, command });
  return [name, Number(amount)];
}
