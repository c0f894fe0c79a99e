import { z } from 'zod';

import { hasEnded } from '#client';

import { defineCommand } from '../command/definition.ts';
import { isolationText, isolationWarning } from '../terminal/isolation.ts';
import { facts } from '../terminal/table.ts';
import { count } from '../terminal/text.ts';

export const status = defineCommand({
  summary: 'Says what runs, where it is and who you are to it.',
  arguments: z.object({}),
  options: z.object({}),
  examples: [
    ['tenantry status', 'addresses, account and tenants'],
    ['tenantry status --json | jq -r .apiOrigin', 'one fact for a script'],
  ],
  async run(context) {
    const { connection, client, tenants } = await context.connect();
    const [account, runbooks, all, jobs] = await Promise.all([
      client.accounts.get(),
      Array.fromAsync(client.runbooks.list()),
      tenants.list(),
      Array.fromAsync(client.jobs.list()),
    ]);
    const active = jobs.filter((job) => !hasEnded(job)).length;
    const { isolation } = connection;
    const { apiOrigin, tenantOrigin, tenantId, subscriptionId, resourceGroup, clientId, caFile, pid } =
      connection;
    const data = {
      home: context.home,
      pid,
      apiOrigin,
      tenantOrigin,
      tenantId,
      subscriptionId,
      resourceGroup,
      account: account.name,
      clientId,
      caFile,
      ...(isolation && { isolation }),
      runbooks: runbooks.length,
      jobs: { active, total: jobs.length },
      tenants: all,
    };
    const warning = isolationWarning(isolation, context.terminal);
    if (warning !== undefined) context.terminal.say(warning);
    context.print(data, () =>
      facts(context.terminal, [
        ['home', context.home],
        ['process', String(pid)],
        ['API', apiOrigin],
        ['tenant', `${tenantOrigin} (${tenantId})`],
        ['account', `${account.name} in ${resourceGroup}, subscription ${subscriptionId}`],
        ['you are', `application ${clientId}`],
        ['authority', caFile],
        ['isolation', isolationText(isolation)],
        ['runbooks', count(runbooks.length, 'runbook')],
        ['jobs', `${active} active, ${jobs.length} in all`],
        [
          'forks',
          all
            .filter(({ name }) => name !== 'main')
            .map(({ name }) => name)
            .join(', ') || 'none',
        ],
      ]),
    );
  },
});
