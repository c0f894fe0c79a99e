import type { ErrorTable } from './entry.ts';

export const admissionErrors = {
  LimitInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message: "The limit '{name}' is a whole number from 1 to {most}.",
    remedy: 'Take null to go back to the default, or the greatest number for no limit.',
  },
  TooManyNewJobs: {
    status: 429,
    wireCode: 'TooManyRequests',
    message: 'This account takes {most} new jobs within 30 seconds, and has had them.',
    remedy: 'Try again in some seconds, or raise the limit: tenantry limits set --new-jobs.',
  },
  TooManyImports: {
    status: 429,
    wireCode: 'TooManyRequests',
    message: 'This account takes {most} uploads of modules within 30 seconds, and has had them.',
    remedy: 'Try again in some seconds, or raise the limit: tenantry limits set --module-imports.',
  },
  TooManyTags: {
    status: 400,
    wireCode: 'BadRequest',
    message: 'An account has at most {most} tags.',
    remedy: 'Take some away.',
  },
  RunbookBusy: {
    status: 409,
    wireCode: 'Conflict',
    message: "Runbook '{name}' runs at most {most} at a time, and new jobs are skipped while it does.",
    remedy:
      'Start it again when the running job has ended, or let new jobs wait: tenantry runbook concurrency --when-busy queue.',
  },
  ConcurrencyKeySecret: {
    status: 400,
    wireCode: 'BadRequest',
    message: "The concurrency key '{key}' names the secret parameter '{name}', and keys are shown.",
    remedy: 'Use another parameter in the key.',
  },
  JobTimeInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message: "A job cannot begin at '{time}': it {detail}.",
    remedy: 'Write a time to come, 2027-01-29T18:00 for instance, with its time zone beside it.',
  },
  ConcurrencyInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message: "'{value}' is no way to run a runbook some at a time.",
    remedy: 'mostAtOnce is a whole number from 1, or null; whenBusy is queue, skip or replace.',
  },
} as const satisfies ErrorTable;
