import { z } from 'zod';

import type { Account } from '#client';

import { defineCommand } from '../../command/definition.ts';
import { facts } from '../../terminal/table.ts';
import type { Terminal } from '../../terminal/terminal.ts';

export const accountShow = defineCommand({
  summary: 'Shows the account: who its jobs are, and which hosts they reach.',
  arguments: z.object({}),
  options: z.object({}),
  examples: [['tenantry account show', 'its identities, and the hosts beyond Microsoft 365']],
  async run(context) {
    const { client } = await context.connect();
    const account = await client.accounts.get();
    context.print(account, () => accountText(context.terminal, account));
  },
});

export function accountText(terminal: Terminal, account: Account): string {
  const { name, identity, allowedHosts, tags = {}, creationTime } = account;
  const given = Object.keys(identity?.userAssignedIdentities ?? {}).map((id) => id.split('/').at(-1));
  return facts(terminal, [
    ['account', name],
    ['own identity', identity?.principalId ?? 'none'],
    ['given identities', given.join(', ') || 'none'],
    ['hosts beyond Microsoft 365', allowedHosts.join(', ') || 'none'],
    [
      'tags',
      Object.entries(tags)
        .map(([key, value]) => `${key}=${value}`)
        .join(', ') || 'none',
    ],
    ['made', creationTime],
  ]);
}
