import type { ErrorTable } from './entry.ts';

/** Alerts, and whom they are told to. */
export const alertErrors = {
  AlertNotFound: {
    status: 404,
    wireCode: 'NotFound',
    message: "Alert '{id}' not found.",
    remedy: 'List the alerts to see their ids.',
  },
  AlertRuleNotFound: {
    status: 404,
    wireCode: 'NotFound',
    message: "Alert rule '{name}' not found.",
    remedy: 'List the rules to see their names.',
  },
  AlertRuleInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message: 'The alert rule is not valid: {detail}.',
    remedy: 'Mend it, and send it again.',
  },
  AlertSnoozeInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message: 'An alert cannot be snoozed until {until}.',
    remedy: 'Give a time to come, at most a year from now.',
  },
  AlertDestinationNotFound: {
    status: 404,
    wireCode: 'NotFound',
    message: "Alert destination '{name}' not found.",
    remedy: 'List the destinations to see their names.',
  },
  AlertDestinationInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message: 'The alert destination is not valid: {detail}.',
    remedy: 'Mend it, and send it again.',
  },
  AlertDestinationInUse: {
    status: 409,
    wireCode: 'Conflict',
    message: "The alert rule '{rule}' tells the destination '{name}'.",
    remedy: 'Change the rule first.',
  },
  AlertDestinationRefused: {
    status: 403,
    wireCode: 'Forbidden',
    message: 'Nothing is sent to {host}: {reason}.',
    remedy: 'Where that is meant, an owner allows private addresses for the destination.',
  },
  AlertNotDelivered: {
    status: 409,
    wireCode: 'Conflict',
    message: "The message did not reach '{name}': {reason}.",
    remedy: 'Look at the destination and at whoever serves it, and try again.',
  },
} as const satisfies ErrorTable;
