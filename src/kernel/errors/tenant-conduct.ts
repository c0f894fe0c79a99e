import type { ErrorTable } from './entry.ts';

/** What the embedded tenant says about limits, faults and its clock: in Graph's words where Graph would say it. */
export const tenantConductErrors = {
  // The words of the sample in learn.microsoft.com/graph/throttling.
  LimitReached: { status: 429, wireCode: 'TooManyRequests', message: 'Please retry again later.' },
  // Outlook's code is widely reported; the words on the rate are believed.
  LimitOfMailbox: {
    status: 429,
    wireCode: 'ApplicationThrottled',
    message: 'Application is over its MailboxRequest limit.',
  },
  LimitOfConcurrency: {
    status: 429,
    wireCode: 'ApplicationThrottled',
    message: 'Application is over its MailboxConcurrency limit.',
  },
  LimitOfFiles: {
    status: 429,
    wireCode: 'activityLimitReached',
    message: 'The app or user has been throttled.',
  },
  TenantLimitsInvalid: {
    status: 400,
    message: 'These limits cannot be set: {detail}.',
    remedy: 'GET the limits of the tenant to see the names there are.',
  },
  TenantClockInvalid: {
    status: 400,
    message: 'The clock cannot be set so: {detail}.',
  },
} as const satisfies ErrorTable;
