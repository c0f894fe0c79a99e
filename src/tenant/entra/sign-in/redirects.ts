import { problem } from '#kernel';

import type { ClientPlatform } from '../grants/refresh-sealed.ts';
import type { Row } from '../../state/columns.ts';

export interface Redirect {
  readonly uri: string;
  readonly platform: ClientPlatform;
}

interface Registered {
  readonly redirectUris?: readonly string[];
}

/** In the order in which Entra takes the first when a request names none. */
const platforms = [
  ['web', 'web'],
  ['publicClient', 'public'],
  ['spa', 'spa'],
] as const;

export function registeredRedirects(application: Row): Redirect[] {
  return platforms.flatMap(([property, platform]) =>
    ((application[property] as Registered | null)?.redirectUris ?? []).map((uri) => ({ uri, platform })),
  );
}

/**
 * The redirect of the request, as registered to the letter; only the port of `http://localhost` may differ.
 * Source: learn.microsoft.com/entra/identity-platform/reply-url.
 */
export function demandRedirect(application: Row, asked: string | null): Redirect {
  const registered = registeredRedirects(application);
  const [first] = registered;
  if (first === undefined) throw problem('EntraRedirectNone');
  if (asked === null || asked === '') return first;
  const exact = registered.find(({ uri }) => uri === asked);
  const found = exact ?? registered.find(({ uri }) => sameButForPort(uri, asked));
  if (found === undefined || !isHarmless(asked))
    throw problem('EntraRedirectMismatch', { uri: asked, client: String(application['appId']) });
  return { uri: asked, platform: found.platform };
}

function sameButForPort(registered: string, asked: string): boolean {
  if (!URL.canParse(registered) || !URL.canParse(asked)) return false;
  const [one, other] = [new URL(registered), new URL(asked)];
  if (one.protocol !== 'http:' || !['localhost', '127.0.0.1'].includes(one.hostname)) return false;
  other.port = one.port;
  return one.href === other.href;
}

/** An address that runs something in the page it is opened from is none to redirect to, whoever registered it. */
function isHarmless(uri: string): boolean {
  return URL.canParse(uri) && !['javascript:', 'data:', 'vbscript:', 'file:'].includes(new URL(uri).protocol);
}
