import type { FastifyInstance, FastifyReply } from 'fastify';

import { type Logger, TenantryError, problem } from '#kernel';

import { originOf, queryOf } from '../http/routes.ts';
import { cookie, readAttempt, readCookie, writeAttempt } from './cookies.ts';
import type { SessionOptions } from './session.ts';

export interface PortalFacts {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly account: string;
  /** Of the product. */
  readonly version: string;
}

/** Addresses that the portal's application has to have registered at the issuer. */
export const portalPaths = {
  home: '/portal/',
  signIn: '/portal/sign-in',
  signedIn: '/portal/signed-in',
  signedOut: '/portal/signed-out',
  signInFailed: '/portal/sign-in-failed',
  signOut: '/portal/sign-out',
  session: '/portal/session',
} as const;

const attemptSeconds = 10 * 60;

export interface SignInRoutesOptions extends SessionOptions {
  readonly facts: PortalFacts;
  readonly logger: Logger;
}

/** Signing people in to the portal and out of it, by the issuer that signs everybody in. */
export function serveSignIn(server: FastifyInstance, options: SignInRoutesOptions): void {
  const { sessions, oidc, clock, facts, logger } = options;

  /** What goes wrong while a browser is under way ends on a page of the portal, which says what to do. */
  const underWay = async (reply: FastifyReply, go: () => Promise<string>): Promise<FastifyReply> => {
    reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer');
    try {
      return reply.redirect(await go());
    } catch (error) {
      logger.warn('a sign-in to the portal failed', { error });
      const why =
        error instanceof TenantryError && error.code === 'DirectoryUnavailable' ? 'away' : 'refused';
      return reply.redirect(`${portalPaths.signInFailed}?why=${why}`);
    }
  };

  server.get(portalPaths.signIn, (request, reply) =>
    underWay(reply, async () => {
      const { attempt, url } = await oidc.begin(`${originOf(request)}${portalPaths.signedIn}`);
      const kept = writeAttempt({ ...attempt, to: ownPath(queryOf(request)['to']) });
      reply.header('set-cookie', cookie('sign-in', request, kept, attemptSeconds));
      return url;
    }),
  );

  server.get(portalPaths.signedIn, (request, reply) =>
    underWay(reply, async () => {
      const { state, code, error } = queryOf(request);
      const attempt = readAttempt(readCookie('sign-in', request));
      const over = cookie('sign-in', request, '', 0);
      reply.header('set-cookie', over);
      if (attempt === undefined || state !== attempt.state) return `${portalPaths.signInFailed}?why=stale`;
      if (error !== undefined || code === undefined)
        return `${portalPaths.signInFailed}?why=${error === 'access_denied' ? 'declined' : 'refused'}`;
      const redirectUri = `${originOf(request)}${portalPaths.signedIn}`;
      const { claims, ...tokens } = await oidc.complete(attempt, code, redirectUri);
      const userName = String(claims['preferred_username'] ?? claims['upn'] ?? claims['oid'] ?? '');
      const { secret, expires } = await sessions.begin({
        ...tokens,
        principalId: String(claims['oid'] ?? ''),
        name: String(claims['name'] ?? userName),
        userName,
      });
      const seconds = Math.floor((expires.getTime() - clock.now()) / 1000);
      reply.header('set-cookie', [over, cookie('session', request, secret, seconds)]);
      return ownPath(attempt.to);
    }),
  );

  server.get(portalPaths.session, async (request, reply) => {
    if (request.portal === undefined) throw problem('TokenMissing');
    const { name, userName, principalId } = request.portal.session;
    reply.header('cache-control', 'no-store');
    return { name, userName, principalId, ...facts };
  });

  server.post(portalPaths.signOut, async (request, reply) => {
    if (request.portal === undefined) throw problem('TokenMissing');
    const { secret, session } = request.portal;
    await sessions.end(secret);
    reply.header('set-cookie', cookie('session', request, '', 0)).header('cache-control', 'no-store');
    const back = `${originOf(request)}${portalPaths.signedOut}`;
    return { location: await oidc.signOut(session.idToken, back).catch(() => back) };
  });
}

/** Nobody is led out of the portal by a link into it. */
function ownPath(path: string | undefined): string {
  const own = path !== undefined && /^\/portal\/[\w\-./~%?=&']*$/.test(path) && !path.includes('//');
  return own ? path : portalPaths.home;
}
