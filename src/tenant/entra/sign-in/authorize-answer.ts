import { newId } from '#kernel';

import type { RequestedScopes } from '../consent/scopes.ts';
import { consentState } from '../consent/needed.ts';
import { type SealedCode, codeLifetime } from '../grants/code-sealed.ts';
import { clientInfo } from '../grants/user-answer.ts';
import { type TokenContext, userToken } from '../tokens/access-token.ts';
import { idToken } from '../tokens/id-token.ts';
import { lifetimeSeconds } from '../tokens/sign.ts';
import type { AuthorizeRequest } from './authorize-request.ts';
import type { UserStep } from './step.ts';
import { goBack, sessionState } from './responses.ts';
import { rememberSession } from './sessions.ts';
import type { WebAnswer } from './web.ts';

/** The end of a request of the authorization endpoint: a code, tokens, or both. */
export async function completeAuthorize(
  step: UserStep,
  request: AuthorizeRequest,
  requested: RequestedScopes,
): Promise<WebAnswer> {
  const { entra, web, client, user, session, address } = step;
  const types = new Set(request.responseTypes);
  const code = types.has('code') ? sealCode(step, request) : undefined;
  const context: TokenContext = {
    state: entra.state,
    clock: entra.clock,
    key: entra.key,
    origin: web.origin,
    tenantId: address.tenantId,
    ipAddress: web.ipAddress,
  };
  const access = types.has('token') ? await implicitToken(step, context, requested) : undefined;
  const id = types.has('id_token')
    ? await idToken(context, client, user, {
        version: request.version,
        session,
        nonce: request.nonce,
        openid: requested.openid,
        code,
        accessToken: access,
      })
    : undefined;
  const answer = goBack(request, {
    code,
    id_token: id,
    access_token: access,
    ...(access !== undefined && { token_type: 'Bearer', expires_in: String(lifetimeSeconds) }),
    ...(request.clientInfo && { client_info: clientInfo(user.id, address.tenantId) }),
    session_state: sessionState(),
  });
  return { ...answer, cookies: [rememberSession(entra, web, session)] };
}

function sealCode({ entra, session }: UserStep, request: AuthorizeRequest): string {
  const sealed: SealedCode = {
    id: newId(),
    clientId: request.clientId,
    redirectUri: request.redirectUri,
    platform: request.platform,
    scope: request.scope,
    resource: request.version === 'v1' ? request.scope : undefined,
    session,
    nonce: request.nonce,
    challenge: request.challenge,
    expires: entra.clock.now() + codeLifetime,
  };
  return `1.${entra.sealer.seal('code', sealed)}`;
}

/** The implicit flow: only what was consented to, and no refresh token. */
function implicitToken(
  { entra, client, user, session }: UserStep,
  context: TokenContext,
  requested: RequestedScopes,
): Promise<string> {
  const { granted } = consentState(entra.state, client, requested, user.id);
  return userToken(context, client, requested.resource, user, { scopes: granted, session, acr: '0' });
}
