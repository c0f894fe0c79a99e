import { problem } from '#kernel';

import type { JobOrder } from '../admission/order.ts';
import { isNetwork } from './addresses.ts';

/** As clients write a webhook. What is absent stays as it is, or as it is by default. */
export interface WebhookInput {
  readonly runbook?: string | undefined;
  /** The address, as `generateUri` made it; without one, one is made and shown once. */
  readonly uri?: string | undefined;
  /** ISO 8601; a year from now when absent. */
  readonly expiryTime?: string | undefined;
  readonly isEnabled?: boolean | undefined;
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  readonly runOn?: string | undefined;
  readonly description?: string | undefined;
  /** Calls must be signed: a secret is made, and shown once. */
  readonly signed?: boolean | undefined;
  readonly allowedAddresses?: readonly string[] | undefined;
  /** Null takes the limit away. */
  readonly requestsPerMinute?: number | null | undefined;
  /** A part of JSON Schema; null takes it away. */
  readonly bodySchema?: unknown;
  /** Each part by itself. */
  readonly order?: JobOrder | undefined;
}

const year = 365 * 86_400_000;
/** Ten years, leap days and all. */
const longest = 3_653 * 86_400_000;
const mostAddresses = 200;
const leastToken = 22;
/** What no path of ARM can carry, and what Azure's own message for names of assets lists. */
const forbidden = /[<>*%&:\\?.+/\p{Cc}]|\s$/u;

function invalid(detail: string): Error {
  return problem('WebhookInvalid', { detail });
}

export function checkWebhookName(name: string): void {
  if (name.length > 128 || forbidden.test(name)) throw invalid(`'${name}' is no name for one`);
}

/** @throws WebhookInvalid when it is no time, is over, or is more than ten years away */
export function expiryOf(text: string | undefined, now: number): Date {
  if (text === undefined || text === '') return new Date(now + year);
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw invalid(`expiryTime '${text}' is no time`);
  if (time <= now) throw invalid('expiryTime is over');
  if (time > now + longest) throw invalid('expiryTime is more than ten years away');
  return new Date(time);
}

/** The secret part of an address. It may come from elsewhere, but must not be guessed. */
export function tokenIn(uri: string): string {
  let token: string | null = null;
  try {
    token = new URL(uri).searchParams.get('token');
  } catch {
    // It is no address; said below.
  }
  if (token === null || token.length < leastToken || token.length > 512)
    throw invalid(
      `uri is no address with a token of at least ${leastToken} characters; let generateUri make one`,
    );
  return token;
}

export function checkRestrictions({ allowedAddresses = [], requestsPerMinute }: WebhookInput): void {
  if (allowedAddresses.length > mostAddresses)
    throw invalid(`there are at most ${mostAddresses} allowedAddresses`);
  const wrong = allowedAddresses.find((each) => !isNetwork(each));
  if (wrong !== undefined) throw invalid(`allowedAddresses: '${wrong}' is no address and no network`);
  if (
    typeof requestsPerMinute === 'number' &&
    !(Number.isInteger(requestsPerMinute) && requestsPerMinute > 0)
  )
    throw invalid('requestsPerMinute is a whole number above 0');
}
