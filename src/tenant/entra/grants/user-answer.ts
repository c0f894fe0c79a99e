import { problem } from '#kernel';

import type { Row } from '../../state/columns.ts';
import type { ClientMethod } from '../clients/client-authentication.ts';
import type { Client } from '../clients/client.ts';
import { consentState } from '../consent/needed.ts';
import { type RequestedScopes, type ScopeContext, readScopes, scopesOfResource } from '../consent/scopes.ts';
import { type Granted, type Granting, demandParameter, tokenContext } from '../token-request.ts';
import { userToken } from '../tokens/access-token.ts';
import { idToken } from '../tokens/id-token.ts';
import { type UserSession, demandAssigned } from '../users/user-checks.ts';
import { answerBody } from './answer-body.ts';
import { demandDecision } from './decision.ts';
import type { ClientPlatform, SealedRefresh } from './refresh-sealed.ts';

export interface UserAnswer {
  readonly client: Client;
  readonly method: ClientMethod;
  readonly user: Row;
  readonly session: UserSession;
  readonly requested: RequestedScopes;
  /** As the client wrote it, for the refresh token. */
  readonly scope: string;
  readonly platform: ClientPlatform;
  readonly nonce?: string | undefined;
  readonly firstIssued?: number;
  readonly deviceCode?: boolean;
}

/** Scopes of the request, or those of the grant before it. */
export function requestedScopes(
  granting: Granting,
  clientName: string,
  before?: { readonly scope: string; readonly resource?: string | undefined },
): { requested: RequestedScopes; scope: string } {
  const { entra, request, address } = granting;
  const context: ScopeContext = { origin: request.origin, tenantId: address.tenantId, clientName };
  if (request.version === 'v1') {
    const resource = request.form.get('resource') ?? before?.resource ?? before?.scope;
    if (resource === undefined) throw problem('EntraParameterMissing', { parameter: 'resource' });
    return { requested: scopesOfResource(entra.state, resource, context), scope: resource };
  }
  const scope = request.form.get('scope') ?? before?.scope ?? demandParameter(request.form, 'scope');
  return { requested: readScopes(entra.state, scope, context), scope };
}

/** The tokens of a user, after every check that no grant leaves out. */
export async function answerForUser(granting: Granting, answer: UserAnswer): Promise<Granted> {
  const { entra, trace, request } = granting;
  const { client, user, session, requested, method } = answer;
  const { resource } = requested;
  trace.userId = user.id;
  trace.resourceAppId = resource.appId;
  demandAssigned(entra.state, client, user);
  const { granted, missing } = consentState(entra.state, client, requested, user.id);
  if (missing.length > 0) throw problem('EntraConsentMissing', { client: client.appId, name: client.name });
  demandDecision(granting, {
    kind: 'user',
    client,
    resource,
    userId: user.id,
    mfa: session.amr.includes('mfa'),
    clientAppType: answer.platform === 'public' ? 'mobileAppsAndDesktopClients' : 'browser',
    authenticationFlow: answer.deviceCode === true ? 'deviceCodeFlow' : 'none',
  });
  const context = tokenContext(granting);
  const access = await userToken(context, client, resource, user, {
    scopes: granted,
    session,
    acr: method.acr,
  });
  const tokens: Record<string, string> = { scope: scopeOf(requested, granted), access_token: access };
  if (request.version === 'v1' || requested.openid.has('offline_access'))
    tokens['refresh_token'] = refreshToken(granting, answer);
  if (requested.openid.has('openid')) {
    const { version } = request;
    tokens['id_token'] = await idToken(context, client, user, {
      version,
      session,
      nonce: answer.nonce,
      openid: requested.openid,
    });
  }
  if (request.form.get('client_info') === '1') tokens['client_info'] = clientInfo(user.id, context.tenantId);
  return { body: answerBody(granting, tokens, resource.audience) };
}

/** The names that the token carries, written as the client wrote its own. */
function scopeOf({ openid, prefix }: RequestedScopes, granted: readonly string[]): string {
  const own = ['openid', 'profile', 'email'];
  const names = granted.filter((each) => !own.includes(each)).map((each) => `${prefix}${each}`);
  return [...names, ...[...openid].filter((each) => own.includes(each))].join(' ');
}

function refreshToken({ entra, request }: Granting, answer: UserAnswer): string {
  const now = entra.clock.now();
  const sealed: SealedRefresh = {
    clientId: answer.client.appId,
    session: answer.session,
    scope: answer.scope,
    resource: request.version === 'v1' ? answer.scope : undefined,
    platform: answer.platform,
    issued: now,
    firstIssued: answer.firstIssued ?? now,
  };
  return `1.${entra.sealer.seal('refresh', sealed)}`;
}

/** What MSAL keys its cache by. */
export function clientInfo(userId: string, tenantId: string): string {
  return Buffer.from(JSON.stringify({ uid: userId, utid: tenantId })).toString('base64url');
}
