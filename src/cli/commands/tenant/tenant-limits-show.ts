import { z } from 'zod';

import type { TenantLimits } from '#client';

import { defineCommand } from '../../command/definition.ts';
import { facts, table } from '../../terminal/table.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { tenantOption } from './tenant-name.ts';

export const tenantLimitsShow = defineCommand({
  summary: 'Shows which limits of Microsoft Graph the tenant keeps, and what is used of them.',
  arguments: z.object({}),
  options: z.object({ tenant: tenantOption }),
  examples: [['tenantry tenant limits show', 'how near a job came to being throttled']],
  async run(context, { options: { tenant } }) {
    const { tenants } = await context.connectTenant();
    const limits = await tenants.limits(tenant);
    context.print(limits, () => limitsText(context.terminal, limits));
  },
});

export function limitsText(terminal: Terminal, { settings, published, size, usage }: TenantLimits): string {
  const said = facts(terminal, [
    ['limits', settings.on ? `as published ${published}` : 'none are kept'],
    ['size', settings.size === 'auto' ? `${size}, by the number of users` : settings.size],
    ['not kept', settings.off.join(', ') || 'none of them'],
    ...Object.entries(settings.most).map(([name, most]) => [name, `${most} instead`] as const),
  ]);
  if (usage.length === 0) return said;
  const rows = usage.map(({ limit, of, used, most, seconds, refused }) => [
    limit,
    of,
    `${used} of ${most}`,
    seconds === 0 ? 'at a time' : `${seconds} s`,
    String(refused),
  ]);
  return `${said}\n\n${table(terminal, ['limit', 'of', 'used', 'within', 'refused'], rows)}`;
}
