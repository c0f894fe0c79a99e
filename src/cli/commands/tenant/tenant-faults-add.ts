import { z } from 'zod';

import type { TenantFaultRule } from '#client';

import { defineCommand } from '../../command/definition.ts';
import { faultsText } from './tenant-faults-show.ts';
import { tenantOption } from './tenant-name.ts';

export const tenantFaultsAdd = defineCommand({
  summary: 'Lets the tenant fail on purpose: an answer, a delay, or none at all.',
  details:
    'One of --status, --latency, --drop and --expired-token. The same seed gives the same faults again.',
  arguments: z.object({}),
  options: z.object({
    tenant: tenantOption,
    status: z.coerce.number().optional().meta({ description: '429, 500, 502, 503 or 504', value: 'number' }),
    retryAfter: z.coerce
      .number()
      .optional()
      .meta({ description: 'sent along with the status', value: 'seconds' }),
    latency: z
      .string()
      .regex(/^\d+,\d+$/)
      .optional()
      .meta({
        description: 'milliseconds of half of the requests and of the slowest: 80,900',
        value: 'p50,p99',
      }),
    drop: z.boolean().default(false).meta({ description: 'the connection ends without an answer' }),
    expiredToken: z.boolean().default(false).meta({ description: 'the token counts as expired' }),
    path: z.string().optional().meta({ description: 'only below this: /users/**', value: 'pattern' }),
    method: z
      .array(z.string())
      .default([])
      .meta({ description: 'only this method (repeatable)', value: 'method' }),
    service: z
      .string()
      .optional()
      .meta({ description: 'only identity, outlook, teams, entra …', value: 'name' }),
    within: z
      .enum(['batch', 'single'])
      .optional()
      .meta({ description: 'only items of a batch, or only others' }),
    rate: z.coerce.number().optional().meta({ description: 'from 0 to 1: of how many', value: 'number' }),
    times: z.coerce.number().optional().meta({ description: 'only so often', value: 'number' }),
    seed: z.string().optional().meta({ description: 'what the sequence follows from', value: 'text' }),
  }),
  examples: [
    [
      "tenantry tenant faults add --status 503 --path '/users/**' --rate 0.1",
      'every tenth request about users fails',
    ],
    ['tenantry tenant faults add --latency 80,900', 'as slow as a bad day'],
    ['tenantry tenant faults add --drop --times 1', 'the next request gets no answer'],
  ],
  async run(context, { options: { tenant, seed, ...given } }) {
    const { tenants } = await context.connectTenant();
    const { rules } = await tenants.faults(tenant);
    const faults = await tenants.changeFaults(tenant, {
      rules: [...rules, ruleOf(given)],
      ...(seed !== undefined && { seed }),
    });
    context.print(faults, () => faultsText(faults));
  },
});

interface Given {
  readonly status?: number | undefined;
  readonly retryAfter?: number | undefined;
  readonly latency?: string | undefined;
  readonly drop: boolean;
  readonly expiredToken: boolean;
  readonly path?: string | undefined;
  readonly method: readonly string[];
  readonly service?: string | undefined;
  readonly within?: 'batch' | 'single' | undefined;
  readonly rate?: number | undefined;
  readonly times?: number | undefined;
}

function ruleOf({ method, latency, drop, expiredToken, within, ...named }: Given): TenantFaultRule {
  const [p50 = 0, p99 = 0] = (latency ?? '').split(',').map(Number);
  return {
    ...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)),
    ...(method.length > 0 && { methods: method.map((each) => each.toUpperCase()) }),
    ...(latency !== undefined && { latency: { p50, p99 } }),
    ...(drop && { drop }),
    ...(expiredToken && { expiredToken }),
    ...(within !== undefined && { in: within }),
  };
}
