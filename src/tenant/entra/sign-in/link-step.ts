import { problem } from '#kernel';

import type { EntraContext } from '../entra-context.ts';
import { demandEnabled } from '../users/user-checks.ts';
import { demandOwnForm } from './flow.ts';
import { linkPage } from './pages.ts';
import { show } from './responses.ts';
import { newSession, rememberSession } from './sessions.ts';
import type { WebAnswer, WebRequest } from './web.ts';

/**
 * The page of a link. Opening it uses nothing up, since programs that look at links would; its button does, and leads on with a
 * session that counts as one with a second factor: a link is something that one was given.
 */
export function signInByLink(entra: EntraContext, web: WebRequest): WebAnswer {
  const secret = web.parameters.get('link') ?? '';
  if (web.method === 'GET') {
    const link = entra.links.find(secret);
    const user = link === undefined ? undefined : entra.state.get('user', link.userId);
    if (link === undefined || user === undefined) throw problem('EntraSignInLinkSpent');
    return show(linkPage({ secret, user }), [link.returnTo]);
  }
  demandOwnForm(web);
  const link = entra.links.use(secret);
  const user = link === undefined ? undefined : entra.state.get('user', link.userId);
  if (link === undefined || user === undefined) throw problem('EntraSignInLinkSpent');
  demandEnabled(user);
  const session = newSession(entra, user, ['tap', 'mfa']);
  return { status: 302, location: link.returnTo, cookies: [rememberSession(entra, web, session)] };
}
