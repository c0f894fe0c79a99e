import { type JWTPayload, createRemoteJWKSet, customFetch, errors, jwtVerify } from 'jose';
import { Agent, fetch } from 'undici';

import { type Clock, problem } from '#kernel';

export interface SignInOptions {
  /** Where the issuer's discovery document is: `https://login.microsoftonline.com/<tenant>`. */
  readonly authority: string;
  readonly caPem?: string | undefined;
  /** Accepted values of `aud`, without a slash at the end. */
  readonly audiences: readonly string[];
  readonly clock: Clock;
}

/** Who a verified token says its bearer is. */
export interface Caller {
  readonly objectId: string;
  readonly tenantId: string;
}

export interface TokenCheck {
  /** Rejects with `TokenMissing`, `TokenInvalid`, `TokenExpired` or `TokenAudience`. */
  verify(authorization: string | undefined): Promise<Caller>;
  close(): Promise<void>;
}

interface Discovery {
  readonly keys: ReturnType<typeof createRemoteJWKSet>;
  readonly issuers: readonly string[];
}

const remembered = 2_000;

/** OIDC only: the issuer's keys come from its own discovery document. Entra signs resource tokens under its v1 issuer. */
export function createTokenCheck(options: SignInOptions): TokenCheck {
  const { authority, caPem, audiences, clock } = options;
  const agent = new Agent({ connect: caPem === undefined ? {} : { ca: caPem } });
  const allowed = new Set(audiences);
  const known = new Map<string, { readonly caller: Caller; readonly expires: number }>();
  let discovery: Promise<Discovery> | undefined;

  async function discover(): Promise<Discovery> {
    const documents = await Promise.all(
      ['', '/v2.0'].map(async (version) => {
        const answer = await fetch(`${authority}${version}/.well-known/openid-configuration`, {
          dispatcher: agent,
        });
        return (await answer.json()) as { issuer: string; jwks_uri: string };
      }),
    );
    const fetchKeys = (url: string, init: object) => fetch(url, { ...init, dispatcher: agent });
    return {
      issuers: documents.map(({ issuer }) => issuer),
      keys: createRemoteJWKSet(new URL(documents[0]!.jwks_uri), {
        [customFetch]: fetchKeys as unknown as typeof globalThis.fetch,
      }),
    };
  }

  async function discovered(): Promise<Discovery> {
    discovery ??= discover();
    try {
      return await discovery;
    } catch (error) {
      discovery = undefined;
      throw problem('DirectoryUnavailable', { origin: new URL(authority).origin }, error);
    }
  }

  async function read(token: string): Promise<JWTPayload> {
    const { keys, issuers } = await discovered();
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: ['RS256'],
        issuer: [...issuers],
        currentDate: new Date(clock.now()),
        clockTolerance: 60,
      });
      return payload;
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw problem('TokenExpired');
      if (error instanceof errors.JOSEError) throw problem('TokenInvalid', { detail: error.code }, error);
      throw problem('DirectoryUnavailable', { origin: new URL(authority).origin }, error);
    }
  }

  return {
    async verify(authorization) {
      const token = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
      if (token === undefined) throw problem('TokenMissing');
      const before = known.get(token);
      if (before !== undefined && before.expires > clock.now()) return before.caller;
      const payload = await read(token);
      const audience = String(payload.aud ?? '').replace(/\/+$/, '');
      if (!allowed.has(audience)) throw problem('TokenAudience', { audience, allowed: audiences.join(', ') });
      const objectId = payload['oid'];
      if (typeof objectId !== 'string') throw problem('TokenInvalid', { detail: 'it has no object id' });
      const caller = { objectId, tenantId: String(payload['tid'] ?? '') };
      if (known.size >= remembered) known.clear();
      known.set(token, { caller, expires: (payload.exp ?? 0) * 1000 });
      return caller;
    },
    close: () => agent.close(),
  };
}
