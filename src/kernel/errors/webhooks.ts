import type { ErrorTable } from './entry.ts';

/** Webhooks, and what is posted to them. */
export const webhookErrors = {
  WebhookNotFound: {
    status: 404,
    wireCode: 'NotFound',
    message: "Webhook '{name}' not found.",
    remedy: 'List the webhooks to see their names.',
  },
  WebhookInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message: 'The webhook is not valid: {detail}.',
    remedy: 'Mend it, and send it again.',
  },
  WebhookOver: {
    status: 400,
    wireCode: 'BadRequest',
    message: "The webhook '{name}' has expired, and cannot be extended any more.",
    remedy: 'Create another one.',
  },
  WebhookNotSigned: {
    status: 400,
    wireCode: 'BadRequest',
    message: "The webhook '{name}' has no secret that could be rotated.",
    remedy: 'Create one whose calls are signed.',
  },
  WebhookRefused: {
    status: 400,
    wireCode: 'BadRequest',
    message: 'The webhook has expired or is disabled, or the token in the address is not valid.',
    remedy: 'Look at the webhook, or create another one.',
  },
  WebhookAddressRefused: {
    status: 403,
    wireCode: 'Forbidden',
    message: 'The webhook may not be called from {address}.',
    remedy: 'Add the address to those that the webhook allows.',
  },
  WebhookSignatureRefused: {
    status: 401,
    wireCode: 'Unauthorized',
    message: 'The signature of the call is refused: {detail}.',
    remedy: 'Sign timestamp, nonce and body with the secret of the webhook, as its documentation says.',
  },
  WebhookReplayed: {
    status: 409,
    wireCode: 'Conflict',
    message: 'A call with this nonce came already.',
    remedy: 'Take a new nonce for each call.',
  },
  WebhookBodyRefused: {
    status: 400,
    wireCode: 'BadRequest',
    message: 'The body is not as the webhook wants it: {field}: {detail}.',
    remedy: 'Mend the field, and send it again.',
  },
  WebhookTooFast: {
    status: 429,
    wireCode: 'TooManyRequests',
    message: 'There were too many calls within a minute.',
    remedy: 'Wait a minute, and call less often.',
  },
} as const satisfies ErrorTable;
