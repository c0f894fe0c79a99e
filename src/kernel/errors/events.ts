import type { ErrorTable } from './entry.ts';

/** Sources of events, and what they send. */
export const eventErrors = {
  EventSourceNotFound: {
    status: 404,
    wireCode: 'NotFound',
    message: "Event source '{name}' not found.",
    remedy: 'List the event sources to see their names.',
  },
  EventSourceInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message: 'The event source is not valid: {detail}.',
    remedy: 'Mend it, and send it again.',
  },
  EventSourceRefused: {
    status: 400,
    wireCode: 'BadRequest',
    message: 'Microsoft Graph does not take the subscription: {detail}.',
    remedy:
      'Give the identity the permission to read the resource, and see that Graph reaches the listener of webhooks.',
  },
  EventRefused: {
    status: 400,
    wireCode: 'BadRequest',
    message: 'The event source is disabled or unknown, or what came is not proven to be from it.',
    remedy: 'Look at the event source, or make a new address.',
  },
  EventInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message: 'What was sent cannot be read as events: {detail}.',
    remedy: 'Send CloudEvents 1.0 in JSON, or events of Event Grid.',
  },
} as const satisfies ErrorTable;
