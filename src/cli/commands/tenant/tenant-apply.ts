import { z } from 'zod';

import type { TenantPatchOperation } from '#client';
import { problem } from '#kernel';

import { defineCommand } from '../../command/definition.ts';
import { readText } from '../../connection/session.ts';
import { tenantOption } from './tenant-name.ts';

export const tenantApply = defineCommand({
  summary: 'Does to a tenant what a difference says: all of it or nothing.',
  details: 'The file holds operations of RFC 6902 (JSON Patch), as `tenant diff --json-patch` writes them.',
  arguments: z.object({ file: z.string().meta({ description: 'a JSON file of operations' }) }),
  options: z.object({ tenant: tenantOption }),
  examples: [['tenantry tenant apply rehearsed.json --tenant trial', 'what was rehearsed elsewhere']],
  async run(context, { arguments: { file }, options: { tenant } }) {
    const patch = operations(await readText(file), file);
    const { tenants } = await context.connectTenant();
    const applied = await tenants.apply(tenant, patch);
    context.print({ applied }, () => `${applied} operations were applied to ${tenant}.`);
  },
});

function operations(text: string, file: string): TenantPatchOperation[] {
  try {
    return JSON.parse(text) as TenantPatchOperation[];
  } catch (error) {
    throw problem('FileUnreadable', { file, reason: (error as Error).message }, error);
  }
}
