import type { ErrorTable } from './entry.ts';

export const reviewErrors = {
  SecretsInRunbook: {
    status: 400,
    message: "The draft of runbook '{name}' has secrets in its text, and is not published:\n{findings}",
    remedy: 'Take them out, or write tenantry:allow-secret in a comment on a line that has none.',
  },
  ReviewRequired: {
    status: 409,
    wireCode: 'ReviewRequired',
    message: "The draft of runbook '{name}' is not approved, which this account wants.",
    remedy: "Ask for a review: 'tenantry review request {name}'. A draft that changed is asked for anew.",
  },
  ReviewRequiredForTest: {
    status: 409,
    wireCode: 'ReviewRequired',
    message: "The draft of runbook '{name}' is not approved: it is tested on a fork of the tenant alone.",
    remedy: 'Name a fork as the tenant of the test, or ask for a review of the draft.',
  },
  ReviewNotFound: {
    status: 404,
    wireCode: 'NotFound',
    message: "Runbook '{name}' has no review '{review}'.",
  },
  ReviewOfOwn: {
    status: 403,
    wireCode: 'ReviewOfOwn',
    message: "Who wrote the draft of runbook '{name}', or asked for its review, cannot approve it.",
    remedy: 'Ask somebody else who may approve.',
  },
  ReviewDecided: {
    status: 409,
    wireCode: 'Conflict',
    message: 'This review is {state} already.',
    remedy: 'Ask for another one.',
  },
  ReviewOutdated: {
    status: 409,
    wireCode: 'ReviewOutdated',
    message: "The draft of runbook '{name}' has changed since this review was asked for.",
    remedy: 'Ask for a review of the draft as it is now.',
  },
  NoReviewPending: {
    status: 404,
    message: "No review of runbook '{runbook}' waits for a decision.",
    remedy: "'tenantry review list {runbook}' shows those there were.",
  },
  PublishingPolicyInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message: "'{value}' is no value of {setting}.",
    remedy: 'secretScan is warn or refuse; review is none or required.',
  },
} as const satisfies ErrorTable;
