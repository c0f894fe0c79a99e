import { z } from 'zod';

import type { AuditEntry } from '#client';

import { defineCommand } from '../../command/definition.ts';
import { table } from '../../terminal/table.ts';

const text = (description: string, value: string) => z.string().optional().meta({ description, value });

export const auditList = defineCommand({
  summary: 'Lists who did what, the newest first.',
  arguments: z.object({}),
  options: z.object({
    actor: text('only what this principal did: an object id, or jobs/<id>', 'id'),
    action: text('only this action, or actions that begin so', 'action'),
    resource: text('only this resource and what is below it', 'path'),
    since: text('not before this time', 'time'),
    until: text('before this time', 'time'),
    most: z.coerce
      .number()
      .int()
      .min(1)
      .default(50)
      .meta({ description: 'at most so many', value: 'number' }),
  }),
  examples: [
    ['tenantry audit list --action Microsoft.Authorization/', 'who gave whom which role'],
    ['tenantry audit list --since 2026-01-31T12:00:00Z --json', 'everything since then, for machines'],
  ],
  async run(context, { options: { most, ...query } }) {
    const { client } = await context.connect();
    const entries: AuditEntry[] = [];
    for await (const entry of client.audit.entries(query)) {
      entries.push(entry);
      if (entries.length === most) break;
    }
    const rows = entries.map(({ time, actor, action, resource }) => [
      time.slice(0, 19),
      actor,
      action,
      resource,
    ]);
    context.print(entries, () => table(context.terminal, ['time', 'actor', 'action', 'resource'], rows));
  },
});
