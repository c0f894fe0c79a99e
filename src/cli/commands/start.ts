import { z } from 'zod';

import { defineCommand } from '../command/definition.ts';
import type { ExitCode } from '../command/exit-codes.ts';
import { port } from './port.ts';

export const start = defineCommand({
  summary: 'Starts everything and stays until Ctrl-C.',
  details:
    'PostgreSQL, the API, a worker and the embedded tenant, on this machine only. The first start makes the home.',
  arguments: z.object({}),
  options: z.object({
    demo: z.boolean().default(false).meta({
      description: 'offboard an employee on a fork, show the changes, do it for real, do it again, and stop',
    }),
    port: port(7443, 'port of the API'),
    tenantPort: port(7444, 'port of the embedded tenant'),
    webhookPort: port(7445, 'port of the webhooks'),
    webhookHost: z.string().default('127.0.0.1').meta({
      description: 'address that the webhooks listen on; 0.0.0.0 for all of this machine',
      value: 'address',
    }),
    webhookUrl: z.url('it is an address, https://hooks.contoso.com for instance').optional().meta({
      description: 'how callers reach the webhooks, when it is through something else',
      value: 'url',
    }),
    webhookProxy: z
      .array(z.string())
      .default([])
      .meta({ description: 'a proxy whose X-Forwarded-For is believed; may be repeated', value: 'network' }),
    workerPort: z.coerce.number().int('it is a whole number').min(0).max(65_535).optional().meta({
      description: 'port on which hybrid workers of other machines come in; none unless given',
      value: 'port',
    }),
    workerHost: z.string().default('127.0.0.1').meta({
      description: 'address that hybrid workers come in on; 0.0.0.0 for all of this machine',
      value: 'address',
    }),
    workerUrl: z.url('it is an address, https://automation.contoso.com:7446 for instance').optional().meta({
      description: 'how hybrid workers reach it: the name in it gets into the certificate',
      value: 'url',
    }),
    isolation: z.enum(['require', 'prefer', 'off']).default('prefer').meta({
      description: 'whether jobs must run in a sandbox of the operating system',
      value: 'how',
    }),
    join: z.string().optional().meta({
      description:
        'one more control plane and worker of the system on that home; DATABASE_URL names their PostgreSQL',
      value: 'home',
    }),
    drain: z.coerce.number().int().min(0).max(86_400).default(25).meta({
      description: 'after SIGTERM, how long jobs may go on to their end before they are given back',
      value: 'seconds',
    }),
    auditAnchor: z.array(z.string()).optional().meta({
      description:
        'tells the seals of the audit to this place too: file:/path, syslog://host:514, syslog+tcp://host:601, https://…',
      value: 'place',
    }),
  }),
  examples: [
    ['tenantry start', 'starts on the default home'],
    ['tenantry start --demo', 'does the main job once and ends'],
    [
      'tenantry start --home ./company --port 8443 --tenant-port 8444 --webhook-port 8445',
      'a second system beside the first',
    ],
    [
      'tenantry start --home ./second --join ./first --port 9443 --webhook-port 9445',
      'one more control plane and worker of the first system, on its database',
    ],
  ],
  async run({ launch, home, json, terminal }, { options }) {
    return (await launch({ home, json, ...options }, terminal)) as ExitCode;
  },
});
