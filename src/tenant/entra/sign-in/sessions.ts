import { newId } from '#kernel';

import type { Row } from '../../state/columns.ts';
import type { EntraContext } from '../entra-context.ts';
import { seconds } from '../tokens/sign.ts';
import { type UserSession, sessionStamp } from '../users/user-checks.ts';
import { type WebRequest, cookie, sessionCookie } from './web.ts';

/** Somebody who is signed in in this browser. */
export interface SignedIn {
  readonly session: UserSession;
  readonly user: Row;
}

const most = 5;
/** A browser session of Entra that nobody uses ends after a day. */
const lifetimeSeconds = 24 * 60 * 60;

/** Those whose sessions are still good: not revoked, not disabled, not too old. */
export function signedIn(entra: EntraContext, web: WebRequest): SignedIn[] {
  const sealed = entra.sealer.open('session', web.cookies.get(sessionCookie) ?? '');
  const sessions = (sealed as { sessions?: readonly UserSession[] } | undefined)?.sessions ?? [];
  const now = seconds(entra.clock);
  return sessions.flatMap((session) => {
    const user = entra.state.get('user', session.userId);
    const good =
      user !== undefined &&
      user['accountEnabled'] !== false &&
      sessionStamp(user) === session.stamp &&
      now - session.authTime < lifetimeSeconds;
    return good ? [{ session, user }] : [];
  });
}

export function newSession(entra: EntraContext, user: Row, amr: readonly string[]): UserSession {
  return {
    userId: user.id,
    authTime: seconds(entra.clock),
    amr,
    stamp: sessionStamp(user),
    sessionId: newId(),
  };
}

/** The cookie with this session first. */
export function rememberSession(entra: EntraContext, web: WebRequest, session: UserSession): string {
  const others = signedIn(entra, web)
    .map((each) => each.session)
    .filter(({ userId }) => userId !== session.userId);
  const sessions = [session, ...others].slice(0, most);
  return cookie(sessionCookie, entra.sealer.seal('session', { sessions }));
}

export function forgetSessions(): string {
  return cookie(sessionCookie, '', 0);
}
