import { decodeJwt } from 'jose';
import type { FastifyInstance, FastifyRequest } from 'fastify';

import type { PortalSession, PortalSessions } from '#automation';
import { type Clock, TenantryError } from '#kernel';

import { originOf } from '../http/routes.ts';
import { readCookie } from './cookies.ts';
import type { OidcClient } from './oidc.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who called from the portal; the choke point goes by the token alone. */
    portal: { readonly secret: string; readonly session: PortalSession } | undefined;
  }
}

export interface SessionOptions {
  readonly sessions: PortalSessions;
  readonly oidc: OidcClient;
  readonly clock: Clock;
}

const renewBeforeMilliseconds = 2 * 60 * 1000;
/** As the choke point tolerates. */
const toleratedMilliseconds = 60 * 1000;
/** A page of another origin cannot send it without being asked (CORS), and nobody is asked here. */
export const portalHeader = 'x-tenantry-portal';

/**
 * Calls of the portal bring a cookie instead of a token: the token is put in its place before anything else looks. From there on it is
 * a call like any other: the one choke point checks the token, and what its bearer may do.
 */
export function signInByCookie(server: FastifyInstance, { sessions, oidc, clock }: SessionOptions): void {
  const renewing = new Map<string, Promise<PortalSession | undefined>>();

  server.decorateRequest('portal', undefined);
  server.addHook('onRequest', async (request) => {
    if (!isOwnCall(request)) return;
    const secret = readCookie('session', request);
    const found = secret === undefined ? undefined : await sessions.find(secret);
    const session = found === undefined ? undefined : await fresh(secret!, found);
    if (secret === undefined || session === undefined) return;
    request.portal = { secret, session };
    request.headers.authorization = `Bearer ${session.accessToken}`;
  });

  async function fresh(secret: string, session: PortalSession): Promise<PortalSession | undefined> {
    const ends = session.accessTokenExpires - clock.now() <= renewBeforeMilliseconds;
    if (!ends && !isFromLater(session.accessToken, clock)) return session;
    const known = renewing.get(secret) ?? renew(secret, session).finally(() => renewing.delete(secret));
    renewing.set(secret, known);
    return known;
  }

  /** Who was disabled, or whose sessions were revoked, gets no new token, and is signed out. */
  async function renew(secret: string, session: PortalSession): Promise<PortalSession | undefined> {
    const good = session.accessTokenExpires > clock.now();
    try {
      if (session.refreshToken === undefined) return good ? session : undefined;
      const tokens = await oidc.refresh(session.refreshToken);
      const newer = { ...session, ...tokens, refreshToken: tokens.refreshToken ?? session.refreshToken };
      await sessions.renew(secret, newer);
      return newer;
    } catch (error) {
      if (error instanceof TenantryError && error.code === 'PortalSignInRefused') {
        await sessions.end(secret);
        return undefined;
      }
      if (good) return session;
      throw error;
    }
  }
}

/** Made under a clock that ran ahead and has been put right: nobody takes it until then. It is a token of our own audience. */
function isFromLater(token: string, clock: Clock): boolean {
  return (decodeJwt(token).nbf ?? 0) * 1000 > clock.now() + toleratedMilliseconds;
}

/** From a page of this very origin: what other sites and other ports of this host send has no session. */
function isOwnCall(request: FastifyRequest): boolean {
  const { headers } = request;
  if (headers.authorization !== undefined || headers[portalHeader] === undefined) return false;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  return headers.origin === undefined || headers.origin === originOf(request);
}
