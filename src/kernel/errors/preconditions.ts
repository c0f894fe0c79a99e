import type { ErrorTable } from './entry.ts';

export const preconditionErrors = {
  PreconditionFailed: {
    status: 412,
    message:
      'The condition in the {header} header does not hold: the resource is not as the client knows it.',
    remedy: 'Get it again, and repeat the change on what it is now.',
  },
} as const satisfies ErrorTable;
