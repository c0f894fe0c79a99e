import { decodeJwt } from 'jose';

import type { EntraContext } from '../entra-context.ts';
import { registeredRedirects } from './redirects.ts';
import { donePage } from './pages.ts';
import { show, withParameters } from './responses.ts';
import { forgetSessions } from './sessions.ts';
import type { WebAnswer, WebRequest } from './web.ts';

/** Ends the browser's session. It goes on to an address only when an application registered that as a redirect. */
export function logout({ state }: EntraContext, web: WebRequest): WebAnswer {
  const cookies = [forgetSessions()];
  const { parameters } = web;
  const asked = parameters.get('post_logout_redirect_uri');
  if (asked === null || !isRegistered(state, asked, clientOf(parameters))) {
    const page = donePage(
      'You signed out of your account',
      'It is a good idea to close all browser windows.',
    );
    return { ...show(page), cookies };
  }
  const value = parameters.get('state');
  const location = value === null ? asked : withParameters(asked, { state: value }, 'query');
  return { status: 302, location, cookies };
}

function clientOf(parameters: URLSearchParams): string | undefined {
  const hint = parameters.get('id_token_hint');
  if (hint === null) return parameters.get('client_id') ?? undefined;
  try {
    return String(decodeJwt(hint).aud);
  } catch {
    return undefined;
  }
}

function isRegistered(state: EntraContext['state'], uri: string, clientId: string | undefined): boolean {
  const applications =
    clientId === undefined ? state.all('application') : state.find('application', 'appId', clientId);
  return applications.some((each) => registeredRedirects(each).some((redirect) => redirect.uri === uri));
}
