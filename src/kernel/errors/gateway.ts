import type { ErrorTable } from './entry.ts';

export const gatewayErrors = {
  GatewayHostRefused: {
    status: 403,
    message: 'Jobs may not reach {host}.',
    remedy: 'If they should: tenantry account set --allow-host {host}.',
  },
  GatewayNoManagement: {
    status: 503,
    message:
      "This worker does not know where Tenantry's own API is, which Azure's resource manager leads to.",
    remedy: 'Start other runbooks by Start-AutomationRunbook, which needs no API.',
  },
  GatewayRehearsal: {
    status: 403,
    message:
      'A rehearsal may look at the account, and start and stop jobs; {method} would change what is real.',
    remedy: 'Run the job without --tenant if it should.',
  },
  GatewayUnassigned: { status: 403, message: 'No job has begun here, so nothing may be called.' },
  GatewayProxyCredentials: { status: 407, message: 'The proxy of a job needs its own credentials.' },
  GatewayUpstream: { status: 502, message: 'The gateway got no answer from {host} ({reason}).' },
  GatewayForm: {
    status: 400,
    message: 'The gateway takes CONNECT, requests in absolute form, and its identity endpoint.',
  },
} as const satisfies ErrorTable;
