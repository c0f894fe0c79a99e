import { type JWTPayload, errors, jwtVerify } from 'jose';

import { newId, problem } from '#kernel';

import { provenClient } from '../clients/proven-client.ts';
import type { Client } from '../clients/client.ts';
import { type Granted, type Granting, demandParameter } from '../token-request.ts';
import { type UserSession, demandSessionUser, sessionStamp, tenantName } from '../users/user-checks.ts';
import { answerForUser, requestedScopes } from './user-answer.ts';

/**
 * An API that was called with a user's token asks for another one of the same user, for an API below it.
 * Source: learn.microsoft.com/entra/identity-platform/v2-oauth2-on-behalf-of-flow.
 */
export async function onBehalfOf(granting: Granting): Promise<Granted> {
  const { entra, request, trace } = granting;
  trace.kind = 'nonInteractiveUser';
  const proven = await provenClient(granting);
  const assertion = demandParameter(request.form, 'assertion');
  if (demandParameter(request.form, 'requested_token_use') !== 'on_behalf_of') throw problem('EntraOboUse');
  const claims = await verify(granting, assertion);
  demandAudience(proven.client, claims);
  if (claims['scp'] === undefined) throw problem('EntraOboAppToken', { client: proven.client.appId });
  const session = sessionOf(granting, claims);
  trace.userId = session.userId;
  const user = demandSessionUser(entra.state, session, {
    tenantName: tenantName(entra.state),
    issued: String(claims.iat),
  });
  const { requested, scope } = requestedScopes(granting, proven.client.name);
  return answerForUser(granting, { ...proven, user, session, requested, scope, platform: 'web' });
}

async function verify({ entra }: Granting, assertion: string): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(assertion, entra.key.publicKey, {
      algorithms: ['RS256'],
      currentDate: new Date(entra.clock.now()),
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw problem('EntraOboExpired');
    throw problem('EntraOboSignature', { reason: 'The key was not found or does not match.' }, error);
  }
}

function demandAudience({ application, appId, name }: Client, { aud }: JWTPayload): void {
  const uris = (application['identifierUris'] ?? []) as readonly string[];
  const named = [aud ?? []].flat().map((each) => each.replace(/\/$/, ''));
  if (named.some((each) => each === appId || uris.some((uri) => uri.replace(/\/$/, '') === each))) return;
  throw problem('EntraOboAudience', {
    audience: named.join(', '),
    expected: uris[0] ?? appId,
    client: appId,
    name,
  });
}

/** The user's session as the token tells it; revoked when that happened after he signed in. */
function sessionOf({ entra }: Granting, claims: JWTPayload): UserSession {
  const userId = String(claims['oid']);
  const authTime = Number(claims['auth_time'] ?? claims.iat);
  const user = entra.state.get('user', userId);
  const validFrom = Date.parse(String(user?.['signInSessionsValidFromDateTime'] ?? 0)) / 1000;
  const good = user !== undefined && !(validFrom > authTime);
  return {
    userId,
    authTime,
    amr: (claims['amr'] as string[] | undefined) ?? ['pwd'],
    stamp: good ? sessionStamp(user) : 'revoked',
    sessionId: String(claims['sid'] ?? newId()),
  };
}
