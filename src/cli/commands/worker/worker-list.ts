import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { table } from '../../terminal/table.ts';

export const workerList = defineCommand({
  summary: 'Lists the workers of a hybrid worker group.',
  arguments: z.object({ group: z.string().meta({ description: 'name of the group' }) }),
  options: z.object({}),
  examples: [['tenantry worker list onprem', 'which are there, and when each was heard of']],
  async run(context, { arguments: { group } }) {
    const { workerGroups } = (await context.connect()).client;
    const workers = await Array.fromAsync(workerGroups.workers(group));
    context.print(workers, () =>
      table(
        context.terminal,
        ['id', 'machine', 'state', 'last seen', 'address', 'version', 'tags'],
        workers.map((worker) => [
          worker.name,
          worker.workerName,
          stateOf(worker),
          worker.lastSeenDateTime ?? 'never',
          worker.ip,
          worker.version ?? '',
          Object.entries(worker.tags ?? {})
            .map((tag) => tag.join('='))
            .join(', '),
        ]),
      ),
    );
  },
});

function stateOf(worker: {
  readonly live?: boolean;
  readonly version?: string | null;
  readonly revokedDateTime?: string | null;
}): string {
  if ((worker.revokedDateTime ?? null) !== null) return 'revoked';
  if (worker.live === true) return 'live';
  return (worker.version ?? null) === null ? 'registered' : 'silent';
}
