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
  // What is sent when a fault was asked for. Codes as the directory and the gateway before it send them, believed.
  FaultInternal: {
    status: 500,
    wireCode: 'Service_InternalServerError',
    message: 'Encountered an internal server error.',
  },
  FaultBadGateway: { status: 502, wireCode: 'BadGateway', message: 'Bad gateway.' },
  FaultUnavailable: {
    status: 503,
    wireCode: 'serviceNotAvailable',
    message: 'The service is temporarily unavailable. Please try again later.',
  },
  FaultTimeout: {
    status: 504,
    wireCode: 'UnknownError',
    message: 'The gateway did not receive a timely response.',
  },
  // Entra's own words for a failure that passes.
  FaultOfEntra: {
    status: 503,
    wireCode: '90033 temporarily_unavailable',
    message: 'A transient error has occurred. Please try again.',
  },
  TenantFaultsInvalid: {
    status: 400,
    message: 'These faults cannot be set: {detail}.',
    remedy: 'GET the faults of the tenant to see their form.',
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
