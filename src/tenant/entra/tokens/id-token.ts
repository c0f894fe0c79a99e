import { createHash } from 'node:crypto';

import type { Row } from '../../state/columns.ts';
import type { Client } from '../clients/client.ts';
import { reach } from '../../behaviours/memberships.ts';
import { rolesOf } from '../../behaviours/roles/assignments.ts';
import { findResource, rolesAt } from '../resources.ts';
import { type UserSession, assignable } from '../users/user-checks.ts';
import { type TokenContext, pairwise } from './access-token.ts';
import { type Claims, opaque, seconds, signToken, v1Issuer, v2Issuer } from './sign.ts';

export interface IdTokenFacts {
  readonly version: 'v1' | 'v2';
  readonly session: UserSession;
  readonly nonce?: string | undefined;
  /** OpenID scopes that were asked for: what the token may tell. */
  readonly openid: ReadonlySet<string>;
  /** Returned beside it from the authorization endpoint: bound by `c_hash` and `at_hash`. */
  readonly code?: string | undefined;
  readonly accessToken?: string | undefined;
}

/** Source: learn.microsoft.com/entra/identity-platform/id-token-claims-reference. */
export function idToken(
  context: TokenContext,
  client: Client,
  user: Row,
  facts: IdTokenFacts,
): Promise<string> {
  const { state, clock, key, origin, tenantId } = context;
  const now = seconds(clock);
  const upn = String(user['userPrincipalName']);
  const itself = findResource(state, client.appId, origin);
  const roles = itself === undefined ? [] : rolesAt(state, assignable(state, user.id), itself);
  return signToken(
    key,
    {
      aud: client.appId,
      iss: facts.version === 'v2' ? v2Issuer(origin, tenantId) : v1Issuer(tenantId),
      iat: now,
      nbf: now,
      exp: now + 3600,
      rh: opaque().rh,
      uti: opaque().uti,
      oid: user.id,
      sid: facts.session.sessionId,
      sub: pairwise(client.principal.id, user.id),
      tid: tenantId,
      ver: facts.version === 'v2' ? '2.0' : '1.0',
      ...(facts.nonce !== undefined && { nonce: facts.nonce }),
      ...(facts.version === 'v1' && v1Claims(user, facts.session)),
      ...(facts.version === 'v2' &&
        facts.openid.has('profile') && { name: user['displayName'], preferred_username: upn }),
      ...(facts.openid.has('email') && user['mail'] !== null && { email: user['mail'] }),
      ...(roles.length > 0 && { roles }),
      ...groupClaims(context, client, user),
      ...(facts.code !== undefined && { c_hash: half(facts.code) }),
      ...(facts.accessToken !== undefined && { at_hash: half(facts.accessToken) }),
    },
    false,
  );
}

function v1Claims(user: Row, session: UserSession): Claims {
  const upn = user['userPrincipalName'];
  return {
    amr: session.amr,
    family_name: user['surname'],
    given_name: user['givenName'],
    name: user['displayName'],
    unique_name: upn,
    upn,
  };
}

/** Beyond this many groups a token only tells where to ask. Source: the same page, "groups overage claim". */
const mostGroups = 200;

function groupClaims({ state, tenantId }: TokenContext, client: Client, user: Row): Claims {
  const wanted = String(client.application['groupMembershipClaims'] ?? '');
  const wids = /All|DirectoryRole/.test(wanted) ? { wids: rolesOf(state, user.id) } : {};
  if (!/All|SecurityGroup/.test(wanted)) return wids;
  const groups = reach(state, user.id, ['group.members']).filter(
    (id) => wanted.includes('All') || state.get('group', id)?.['securityEnabled'] === true,
  );
  if (groups.length <= mostGroups) return { ...wids, groups };
  return {
    ...wids,
    _claim_names: { groups: 'src1' },
    _claim_sources: {
      src1: { endpoint: `https://graph.windows.net/${tenantId}/users/${user.id}/getMemberObjects` },
    },
  };
}

/** The left half of the hash, as OpenID Connect Core §3.3.2.11 has it. */
function half(text: string): string {
  return createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url');
}
