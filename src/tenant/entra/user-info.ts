import { jwtVerify } from 'jose';

import type { EntraContext } from './entra-context.ts';

/** Claims about the user of a token, or undefined when the token is no good. Source: identity-platform/userinfo. */
export async function userInfo(
  { state, key, clock }: EntraContext,
  authorization: string | undefined,
): Promise<Record<string, unknown> | undefined> {
  const token = /^Bearer\s+(.+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) return undefined;
  const verified = await jwtVerify(token, key.publicKey, {
    algorithms: ['RS256'],
    currentDate: new Date(clock.now()),
  }).catch(() => undefined);
  const scopes = String(verified?.payload['scp'] ?? '').split(' ');
  const user = state.get('user', String(verified?.payload['oid']));
  if (verified === undefined || user === undefined || !scopes.includes('openid')) return undefined;
  return {
    sub: verified.payload.sub,
    ...(scopes.includes('profile') && {
      name: user['displayName'],
      family_name: user['surname'],
      given_name: user['givenName'],
      picture: 'https://graph.microsoft.com/v1.0/me/photo/$value',
    }),
    ...(scopes.includes('email') && user['mail'] !== null && { email: user['mail'] }),
  };
}
