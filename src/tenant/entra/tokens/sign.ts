import { SignJWT } from 'jose';

import { type Clock, newSecret } from '#kernel';

import type { SigningKey } from '../signing-key.ts';

export type Claims = Readonly<Record<string, unknown>>;

/** RS256, as all tokens of Entra. `nonce` in the header of tokens for Graph is opaque to everybody. */
export function signToken(key: SigningKey, claims: Claims, withNonce: boolean): Promise<string> {
  return new SignJWT({ ...claims })
    .setProtectedHeader({
      typ: 'JWT',
      alg: 'RS256',
      kid: key.kid,
      x5t: key.kid,
      ...(withNonce && { nonce: newSecret(24) }),
    })
    .sign(key.privateKey);
}

/** Entra's documented default is a random 60 to 90 minutes; clients see about an hour. */
export const lifetimeSeconds = 3599;

export function seconds(clock: Clock): number {
  return Math.floor(clock.now() / 1000);
}

/** Claims that every token has. */
export function times(clock: Clock): { iat: number; nbf: number; exp: number } {
  const now = seconds(clock);
  // Five minutes more than the answer says, as Entra's do.
  return { iat: now, nbf: now, exp: now + lifetimeSeconds + 300 };
}

export function v1Issuer(tenantId: string): string {
  return `https://sts.windows.net/${tenantId}/`;
}

export function v2Issuer(origin: string, tenantId: string): string {
  return `${origin}/${tenantId}/v2.0`;
}

/** Opaque to clients: made anew for each token. */
export function opaque(): { aio: string; rh: string; uti: string } {
  return { aio: newSecret(24), rh: `0.${newSecret(18)}.`, uti: newSecret(16) };
}
