import type { ErrorTable } from './entry.ts';

export const kernelErrors = {
  Internal: {
    status: 500,
    message: 'Something went wrong inside Tenantry ({detail}).',
    remedy: 'The log has the details; please report it with the request id.',
  },
  InvalidInput: {
    status: 400,
    message: '{detail}',
  },
} as const satisfies ErrorTable;
