import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { table } from '../../terminal/table.ts';

export const roleList = defineCommand({
  summary: 'Lists who has which role at the account, above it and below it.',
  details: 'The scope is told from the account on: `/` is the account itself, `..` what is above it.',
  arguments: z.object({}),
  options: z.object({}),
  examples: [['tenantry role list', 'roles, principals, where, and the names to remove them by']],
  async run(context) {
    const { client } = await context.connect();
    const [assignments, account] = [await client.roles.list(), await client.accounts.get()];
    context.print(assignments, () =>
      table(
        context.terminal,
        ['role', 'principal', 'scope', 'name'],
        assignments.map(({ role, principalId, scope, name }) => [
          role,
          principalId,
          placeOf(scope, account.id),
          name,
        ]),
      ),
    );
  },
});

function placeOf(scope: string, account: string): string {
  if (scope.toLowerCase() === account.toLowerCase()) return '/';
  if (scope.toLowerCase().startsWith(`${account.toLowerCase()}/`)) return scope.slice(account.length);
  return `.. ${scope}`;
}
