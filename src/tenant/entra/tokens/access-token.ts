import { createHash } from 'node:crypto';

import type { Clock } from '#kernel';

import type { Row } from '../../state/columns.ts';
import type { TenantState } from '../../state/state.ts';
import type { Client } from '../clients/client.ts';
import { isManagedIdentity, resourceOf } from '../../behaviours/applications/managed-identities.ts';
import { rolesOf } from '../../behaviours/roles/assignments.ts';
import { type Resource, rolesAt } from '../resources.ts';
import type { SigningKey } from '../signing-key.ts';
import { type UserSession, assignable } from '../users/user-checks.ts';
import { type Claims, opaque, signToken, times, v1Issuer, v2Issuer } from './sign.ts';

export interface TokenContext {
  readonly state: TenantState;
  readonly clock: Clock;
  readonly key: SigningKey;
  readonly origin: string;
  readonly tenantId: string;
  readonly ipAddress: string | undefined;
}

/** Of whom the token says that the request came from. `0`: a public client, `1`: a secret, `2`: a certificate. */
export type ClientAcr = '0' | '1' | '2';

/** Stands in `wids` of every member (guests: the next), whatever roles he has. */
const memberWid = 'b79fbf4d-3ef9-4689-8143-76b194e85509';
const guestWid = '10dae51f-b6af-4016-8d66-8c2a99b929b3';
const appWid = '0997a1d0-0d1d-4acb-b408-d5ca73121e90';

/** A token of an application for itself. An application that nobody consented to gets one all the same, without roles. */
export function appToken(
  context: TokenContext,
  client: Pick<Client, 'appId' | 'name' | 'principal'>,
  resource: Resource,
  acr: ClientAcr,
): Promise<string> {
  const { state, clock, key } = context;
  const { principal } = client;
  const roles = rolesAt(state, [principal.id], resource);
  const managedResource = isManagedIdentity(principal) ? resourceOf(principal) : undefined;
  return signToken(
    key,
    {
      ...times(clock),
      ...versioned(context, resource, client, acr),
      ...opaque(),
      idtyp: 'app',
      oid: principal.id,
      sub: principal.id,
      tid: context.tenantId,
      tenant_region_scope: 'EU',
      ...(managedResource !== undefined && { xms_mirid: managedResource }),
      ...(roles.length > 0 && { roles }),
      ...(resource.tokenVersion === 1 && {
        idp: v1Issuer(context.tenantId),
        wids: [...rolesOf(state, principal.id), appWid],
      }),
    },
    resource.isGraph,
  );
}

/** A token of an application on behalf of a user, with all scopes that were consented to for the resource. */
export function userToken(
  context: TokenContext,
  client: Client,
  resource: Resource,
  user: Row,
  given: { readonly scopes: readonly string[]; readonly session: UserSession; readonly acr: ClientAcr },
): Promise<string> {
  const { state, clock, key } = context;
  const guest = user['userType'] === 'Guest';
  const roles = rolesAt(state, assignable(state, user.id), resource);
  const upn = String(user['userPrincipalName']);
  return signToken(
    key,
    {
      ...times(clock),
      ...versioned(context, resource, client, given.acr),
      ...opaque(),
      acct: guest ? 1 : 0,
      amr: given.session.amr,
      auth_time: given.session.authTime,
      idtyp: 'user',
      ipaddr: context.ipAddress ?? '127.0.0.1',
      name: user['displayName'],
      oid: user.id,
      scp: given.scopes.join(' '),
      sid: given.session.sessionId,
      sub: pairwise(resource.principal.id, user.id),
      tid: context.tenantId,
      ...(roles.length > 0 && { roles }),
      ...(resource.tokenVersion === 1
        ? {
            acr: '1',
            family_name: user['surname'],
            given_name: user['givenName'],
            tenant_region_scope: 'EU',
            unique_name: upn,
            upn,
            wids: [...rolesOf(state, user.id), guest ? guestWid : memberWid],
          }
        : { preferred_username: upn }),
    },
    resource.isGraph,
  );
}

/** What differs between the two formats. Which one a token has is the resource's choice, whatever endpoint was asked. */
function versioned(
  { origin, tenantId }: TokenContext,
  resource: Resource,
  client: Pick<Client, 'appId' | 'name'>,
  acr: ClientAcr,
): Claims {
  if (resource.tokenVersion === 2) {
    return {
      aud: resource.appId,
      iss: v2Issuer(origin, tenantId),
      azp: client.appId,
      azpacr: acr,
      ver: '2.0',
    };
  }
  return {
    aud: resource.audience,
    iss: v1Issuer(tenantId),
    app_displayname: client.name,
    appid: client.appId,
    appidacr: acr,
    ver: '1.0',
  };
}

/** The same user is another subject for each application. */
export function pairwise(principalId: string, userId: string): string {
  return createHash('sha256').update(`${principalId} ${userId}`).digest('base64url');
}
