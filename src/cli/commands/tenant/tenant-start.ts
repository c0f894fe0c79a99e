import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import type { ExitCode } from '../../command/exit-codes.ts';
import { port } from '../port.ts';

export const tenantStart = defineCommand({
  summary: 'Starts the embedded tenant alone, and stays until Ctrl-C.',
  details:
    'Entra and Microsoft Graph on one https address of this machine, without PostgreSQL, API or worker. The first start seeds a company and makes an application, whose secret is shown once. What is written is kept in the home.',
  arguments: z.object({}),
  options: z.object({
    port: port(7444, 'port of the tenant'),
    users: z.string().optional().meta({
      description:
        'people of the company that the first start seeds: 250, 25k, 1M; 0 for nobody (default 250)',
      value: 'count',
    }),
    seed: z.string().optional().meta({
      description: 'the same text gives the same company, ids included',
      value: 'text',
    }),
    limits: z.enum(['documented', 'off']).default('documented').meta({
      description: "whether Microsoft's published limits are kept",
      value: 'which',
    }),
    data: z.string().optional().meta({
      description: 'folder of the tenant’s files (default: in the home)',
      value: 'folder',
    }),
  }),
  examples: [
    ['tenantry tenant start', 'a tenant with a company of 250'],
    [
      'tenantry tenant start --home ./lab --users 25k --limits off',
      'a larger one beside it, that never says 429',
    ],
    ['tenantry tenant start --json', 'where it is and how to sign in, for a program'],
  ],
  async run({ launchTenant, home, json, terminal }, { options }) {
    return (await launchTenant({ home, json, ...options }, terminal)) as ExitCode;
  },
});
