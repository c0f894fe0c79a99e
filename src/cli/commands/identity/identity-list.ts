import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { table } from '../../terminal/table.ts';

export const identityList = defineCommand({
  summary: 'Lists the user-assigned identities of the resource group, and which of them the account has.',
  arguments: z.object({}),
  options: z.object({}),
  examples: [['tenantry identity list', 'names, client ids, object ids']],
  async run(context) {
    const { client } = await context.connect();
    const [identities, { identity }] = [await client.identities.list(), await client.accounts.get()];
    const given = new Set(Object.keys(identity?.userAssignedIdentities ?? {}));
    context.print(identities, () =>
      table(
        context.terminal,
        ['name', 'client id', 'object id', 'account'],
        identities.map(({ id, name, clientId, principalId }) => [
          name,
          clientId,
          principalId,
          given.has(id) ? 'has it' : '',
        ]),
      ),
    );
  },
});
