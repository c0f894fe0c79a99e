import type { ErrorTable } from './entry.ts';

export const gatewayErrors = {
  GatewayHostRefused: {
    status: 403,
    message: 'Jobs may not reach {host}.',
    remedy: 'Add it to the allowed hosts of the account if they should.',
  },
  GatewayUnassigned: { status: 403, message: 'No job has begun here, so nothing may be called.' },
  GatewayProxyCredentials: { status: 407, message: 'The proxy of a job needs its own credentials.' },
  GatewayUpstream: { status: 502, message: 'The gateway got no answer from {host} ({reason}).' },
  GatewayForm: {
    status: 400,
    message: 'The gateway takes CONNECT, requests in absolute form, and its identity endpoint.',
  },
} as const satisfies ErrorTable;
