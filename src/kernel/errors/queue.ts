import type { ErrorTable } from './entry.ts';

export const queueErrors = {
  QueueStopped: {
    status: 503,
    message: 'The queue is not running.',
    remedy: 'Try again in a moment.',
  },
} as const satisfies ErrorTable;
