import type { ErrorTable } from './entry.ts';

/** What the limits and the sandbox of a job end. */
export const isolationErrors = {
  JobUsedUpProcessor: {
    status: 500,
    message: 'A process of the job used up its processor time and was ended (SIGXCPU).',
    remedy:
      'Look for a loop that waits by trying again and again; work that takes so long goes into several jobs.',
  },
  JobFileTooLarge: {
    status: 500,
    message: 'A process of the job wrote a file larger than it may be and was ended (SIGXFSZ).',
    remedy:
      'Write to several files, or send the data where it belongs: a temporary file of a job goes with the job.',
  },
} as const satisfies ErrorTable;
