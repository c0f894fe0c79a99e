import { type JWTPayload, errors, jwtVerify } from 'jose';

import { type Clock, isProblem, problem } from '#kernel';

import { findResource, graphAppId, tenantryAppId } from '../entra/resources.ts';
import type { SigningKey } from '../entra/signing-key.ts';
import type { Principal } from '../odata/request.ts';
import type { TenantState } from '../state/state.ts';

/** Verifies bearer tokens of this tenant. A verified one is remembered until it expires: a signature costs 60 µs. */
export interface BearerCheck {
  graph(authorization: string | undefined, origin: string): Promise<Principal>;
  manage(authorization: string | undefined, origin: string): Promise<Principal>;
}

interface Verified {
  readonly principal: Principal;
  readonly resourceAppId: string;
  readonly expires: number;
}

const remembered = 5_000;
const bearer = /^Bearer\s+(.+)$/i;

export function bearerCheck(state: TenantState, key: SigningKey, clock: Clock): BearerCheck {
  const known = new Map<string, Verified>();

  /** By the whole header: what is known is not taken apart again. */
  async function verify(authorization: string, origin: string): Promise<Verified> {
    const before = known.get(authorization);
    if (before !== undefined && before.expires > clock.now()) return before;
    const token = bearer.exec(authorization)?.[1];
    if (token === undefined) throw problem('GraphTokenMissing');
    const { payload } = await jwtVerify(token, key.publicKey, {
      algorithms: ['RS256'],
      issuer: `https://sts.windows.net/${state.setting('tenant-id')}/`,
      currentDate: new Date(clock.now()),
    });
    const resource = findResource(state, String(payload.aud), origin);
    const verified: Verified = {
      principal: principalOf(payload),
      resourceAppId: String(resource?.principal['appId']),
      expires: (payload.exp ?? 0) * 1000,
    };
    if (known.size >= remembered) known.clear();
    known.set(authorization, verified);
    return verified;
  }

  async function check(authorization: string | undefined, origin: string, appId: string): Promise<Principal> {
    let verified: Verified;
    try {
      verified = await verify(authorization ?? '', origin);
    } catch (error) {
      if (isProblem(error, 'GraphTokenMissing')) throw error;
      if (error instanceof errors.JWTExpired) throw problem('GraphTokenExpired');
      throw problem('GraphTokenInvalid', { detail: 'Signature is invalid.' }, error);
    }
    if (verified.resourceAppId !== appId) throw problem('GraphTokenInvalid', { detail: 'Invalid audience.' });
    return verified.principal;
  }

  return {
    graph: (authorization, origin) => check(authorization, origin, graphAppId),
    manage: async (authorization, origin) => {
      const principal = await check(authorization, origin, tenantryAppId);
      if (!principal.roles.includes('Tenant.Manage')) throw problem('TenantManageForbidden');
      return principal;
    },
  };
}

/** An application for itself has roles; on behalf of a user it has scopes. */
function principalOf(payload: JWTPayload): Principal {
  const appId = String(payload['appid']);
  const objectId = String(payload['oid']);
  const roles = (payload['roles'] as string[] | undefined) ?? [];
  const scopes = payload['scp'];
  if (typeof scopes !== 'string') return { kind: 'app', appId, objectId, roles };
  return { kind: 'user', appId, objectId, userId: objectId, roles: [], scopes: scopes.split(' ') };
}
