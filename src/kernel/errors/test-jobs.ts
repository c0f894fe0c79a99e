import type { ErrorTable } from './entry.ts';

/** Of runs of drafts. */
export const testJobErrors = {
  TestDraftMissing: {
    status: 400,
    wireCode: 'BadRequest',
    message: "Runbook '{name}' has no draft that could be tested.",
    remedy: 'Upload draft content first; what is published is started as a job.',
  },
  TestJobNotFound: {
    status: 404,
    wireCode: 'NotFound',
    message: "The draft of runbook '{name}' has no test job.",
    remedy: 'Start one first.',
  },
  TestJobRunning: {
    status: 409,
    wireCode: 'Conflict',
    message: "The draft of runbook '{name}' is being tested already.",
    remedy: 'Wait for the test job or stop it, then start another.',
  },
} as const satisfies ErrorTable;
