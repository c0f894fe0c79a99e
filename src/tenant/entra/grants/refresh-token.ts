import { isoTime, problem } from '#kernel';

import { type ProvenClient, allowsPublicFlows, provenOrPublicClient } from '../clients/proven-client.ts';
import { type Granted, type Granting, demandParameter } from '../token-request.ts';
import { demandSessionUser, tenantName } from '../users/user-checks.ts';
import { demandRedeemer } from './redeemer.ts';
import { type SealedRefresh, refreshLifetime, spaRefreshLifetime } from './refresh-sealed.ts';
import { answerForUser, requestedScopes } from './user-answer.ts';

/** A new access token, and a new refresh token, of a user who signed in before. */
export async function refreshTokenGrant(granting: Granting): Promise<Granted> {
  const { entra, request, trace } = granting;
  trace.kind = 'nonInteractiveUser';
  const text = demandParameter(request.form, 'refresh_token');
  const sealed = entra.sealer.open('refresh', text.replace(/^1\./, '')) as SealedRefresh | undefined;
  const proven = await provenOrPublicClient(
    granting,
    (client) => sealed?.platform !== 'web' || allowsPublicFlows(client),
  );
  if (sealed === undefined) throw problem('EntraCodeMalformed');
  demandOwn(proven, sealed);
  demandRedeemer(request, sealed.platform, proven.method);
  trace.userId = sealed.session.userId;
  demandFresh(granting, sealed);
  const user = demandSessionUser(entra.state, sealed.session, {
    tenantName: tenantName(entra.state),
    issued: isoTime(sealed.issued),
  });
  const { requested, scope } = requestedScopes(granting, proven.client.name, sealed);
  return answerForUser(granting, {
    ...proven,
    user,
    session: sealed.session,
    requested,
    scope,
    platform: sealed.platform,
    firstIssued: sealed.firstIssued,
  });
}

function demandOwn({ client }: ProvenClient, sealed: SealedRefresh): void {
  if (sealed.clientId !== client.appId) throw problem('EntraGrantInvalid');
}

/** 90 days without use, or a day in all for a single-page application. */
function demandFresh({ entra }: Granting, { platform, issued, firstIssued }: SealedRefresh): void {
  const now = entra.clock.now();
  if (platform === 'spa') {
    if (now - firstIssued <= spaRefreshLifetime) return;
    throw problem('EntraRefreshExpiredSpa', { time: '1.00:00:00', issued: isoTime(firstIssued) });
  }
  if (now - issued > refreshLifetime)
    throw problem('EntraRefreshExpired', { issued: isoTime(issued), time: '90.00:00:00' });
}
