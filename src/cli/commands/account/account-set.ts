import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { accountText } from './account-show.ts';

const hosts = (description: string) => z.array(z.string()).default([]).meta({ description, value: 'host' });

export const accountSet = defineCommand({
  summary: 'Changes which hosts the jobs of the account reach besides those of Microsoft 365.',
  details:
    'Jobs reach Microsoft 365 alone, and are refused elsewhere. A host counts as a whole: neither its subdomains nor one of its paths.',
  arguments: z.object({}),
  options: z.object({
    allowHost: hosts('one more that they may call; can be given several times'),
    forbidHost: hosts('one that they may call no longer; can be given several times'),
  }),
  examples: [
    ['tenantry account set --allow-host hr.example.com', 'runbooks read from the HR system'],
    ['tenantry account set --forbid-host hr.example.com', 'and no longer do'],
  ],
  async run(context, { options: { allowHost, forbidHost } }) {
    const { client } = await context.connect();
    const { allowedHosts } = await client.accounts.get();
    const forbidden = new Set(forbidHost.map((host) => host.toLowerCase()));
    const wanted = [...allowedHosts, ...allowHost.map((host) => host.toLowerCase())];
    const account = await client.accounts.update({
      allowedHosts: [...new Set(wanted)].filter((host) => !forbidden.has(host)),
    });
    context.print(account, () => accountText(context.terminal, account));
  },
});
