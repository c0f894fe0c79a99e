import { z } from 'zod';

import type { TenantFaults } from '#client';

import { defineCommand } from '../../command/definition.ts';
import { tenantOption } from './tenant-name.ts';

export const tenantFaultsShow = defineCommand({
  summary: 'Shows which faults the tenant makes on purpose.',
  arguments: z.object({}),
  options: z.object({ tenant: tenantOption }),
  examples: [['tenantry tenant faults show', 'rules, and what is seen late']],
  async run(context, { options: { tenant } }) {
    const { tenants } = await context.connectTenant();
    const faults = await tenants.faults(tenant);
    context.print(faults, () => faultsText(faults));
  },
});

export function faultsText({ seed, rules, consistency }: TenantFaults): string {
  const late = Object.entries(consistency).map(([what, lag]) => {
    if (lag === 'strict') return `${what} is seen at once`;
    return 'delayed' in lag
      ? `${what} is seen after ${lag.delayed} ms`
      : `${what} is seen after up to ${lag.random} ms`;
  });
  const lines = [...rules.map(ruleText), ...late];
  return lines.length === 0 ? 'No faults.' : [...lines, `seed: ${seed}`].join('\n');
}

/** `503 for GET /users/**, 10% of them, Retry-After 5`. */
function ruleText(rule: TenantFaults['rules'][number]): string {
  const { path, methods, service, in: within, rate, times, retryAfter } = rule;
  const about = [methods, path, service, within && `${within} only`].filter(Boolean).join(' ');
  return [
    `${effectOf(rule)} for ${about || 'all'}`,
    ...(rate === undefined ? [] : [`${rate * 100}% of them`]),
    ...(times === undefined ? [] : [`${times} times`]),
    ...(retryAfter === undefined ? [] : [`Retry-After ${retryAfter}`]),
  ].join(', ');
}

function effectOf({ status, latency, drop }: TenantFaults['rules'][number]): string {
  if (status !== undefined) return String(status);
  if (latency !== undefined) return `${latency.p50} to ${latency.p99} ms`;
  return drop === true ? 'no answer' : 'an expired token';
}
