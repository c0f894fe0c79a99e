import { createHmac, timingSafeEqual } from 'node:crypto';

import { parseIsoTime } from '#kernel';

/** How a call is signed: the headers' names are lower-case. */
export const signatureHeaders = {
  timestamp: 'x-tenantry-timestamp',
  nonce: 'x-tenantry-nonce',
  signature: 'x-tenantry-signature',
} as const;

export interface SignedCall {
  readonly timestamp: string;
  readonly nonce: string;
  readonly body: string | Uint8Array;
}

/** A call may come so much before or after its timestamp. */
export const toleranceMilliseconds = 5 * 60_000;
const nonceForm = /^[\w.~+/=-]{16,128}$/;
const signatureForm = /^v1=([0-9a-f]{64})$/i;

/** `v1=` and, in hex, HMAC-SHA256 with the secret's text over timestamp, nonce and body, joined by dots. */
export function signCall(secret: string, { timestamp, nonce, body }: SignedCall): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.${nonce}.`).update(body).digest('hex')}`;
}

/** Why a call is refused, or its nonce. The signature may be several, one a secret, separated by commas. */
export function checkSignature(
  headers: Readonly<Record<string, string | undefined>>,
  body: Uint8Array,
  { secrets, now }: { readonly secrets: readonly string[]; readonly now: number },
): { readonly nonce: string } | { readonly refused: string } {
  const timestamp = headers[signatureHeaders.timestamp] ?? '';
  const nonce = headers[signatureHeaders.nonce] ?? '';
  const given = (headers[signatureHeaders.signature] ?? '').split(',').map((each) => each.trim());
  const time = /^\d{10}$/.test(timestamp) ? Number(timestamp) * 1_000 : parseIsoTime(timestamp);
  if (time === undefined)
    return { refused: `${signatureHeaders.timestamp} holds no time in seconds since 1970` };
  if (!nonceForm.test(nonce))
    return { refused: `${signatureHeaders.nonce} holds no nonce of 16 to 128 characters` };
  const isOurs = given
    .slice(0, 4)
    .some((each) => secrets.some((secret) => isSignature(each, secret, { timestamp, nonce, body })));
  if (!isOurs) return { refused: `${signatureHeaders.signature} is not made with the secret` };
  // Last: nobody without the secret learns what our clock says.
  if (Math.abs(now - time) > toleranceMilliseconds)
    return { refused: 'its timestamp is more than five minutes away' };
  return { nonce };
}

function isSignature(given: string, secret: string, call: SignedCall): boolean {
  if (!signatureForm.test(given)) return false;
  return timingSafeEqual(Buffer.from(given.toLowerCase()), Buffer.from(signCall(secret, call)));
}
