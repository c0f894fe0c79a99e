import { z } from 'zod';

import type { TenantClient, TenantSeedProgress } from '#client';
import { delay, problem } from '#kernel';

import { type Context, defineCommand } from '../../command/definition.ts';
import { findTenantConnection } from '../../connection/tenant-session.ts';
import { confirmName } from './confirm-name.ts';
import { tenantName } from './tenant-name.ts';

/** How often one looks how far it is. */
const lookEvery = 400;

export const tenantSeed = defineCommand({
  summary:
    'Fills a tenant with a company: people, groups, licences, devices, applications, and drift to find.',
  details:
    'The same --seed gives the same company on every machine. What was in the tenant is lost. Where no tenant runs, the one of the home is seeded for its next start.',
  arguments: z.object({ name: tenantName.default('main') }),
  options: z.object({
    users: z.string().default('250').meta({
      description: 'how many people: 250, 25k, 1M; 0 for a tenant with nobody in it',
      value: 'count',
    }),
    seed: z.string().optional().meta({ description: 'another text gives another company', value: 'text' }),
    force: z.boolean().default(false).meta({ description: 'do it without being asked' }),
  }),
  examples: [
    ['tenantry tenant seed --users 25k', 'asks first, when there is something to lose'],
    ['tenantry tenant seed --users 1M --force --json', 'for a script'],
    ['tenantry tenant seed trial --users 0 --force', 'an empty tenant, to import into'],
  ],
  async run(context, { arguments: { name }, options: { users, seed, force } }) {
    const asked = { users, ...(seed !== undefined && { seed }) };
    const running = await findTenantConnection(context.home);
    if (running === undefined && name !== 'main') throw problem('NotStarted', { home: context.home });
    if (running === undefined) {
      await context.seedTenant({
        home: context.home,
        ...asked,
        mayReplace: async () => {
          if (!force) await confirmName(context, name);
        },
        onProgress: (progress) => context.terminal.progress(shown(progress)),
      });
    } else {
      const { tenants } = await context.connectTenant();
      await tenants.get(name);
      if (!force) await confirmName(context, name);
      await tenants.seed(name, asked);
      await finished(context, tenants, name);
    }
    context.print({ name, ...asked, seeded: true }, () => `${name} has a company of ${users}`);
  },
});

async function finished({ terminal }: Context, tenants: TenantClient, name: string): Promise<void> {
  for (;;) {
    const { state, progress, error } = await tenants.seeding(name);
    if (state === 'done') return;
    if (error !== undefined) throw problem('TenantNotSeeded', { name, reason: error.message });
    if (progress !== undefined) terminal.progress(shown(progress));
    await delay(lookEvery);
  }
}

function shown({ what, done, of }: TenantSeedProgress): string {
  return `${what}: ${done} of ${of}`;
}
