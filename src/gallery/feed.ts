import { problem } from '#kernel';
import { isLoopbackName } from '#outbound';

/** Where packages may come from: an administrator's decision. Nothing that a feed does not declare is ever called. */
export interface Feed {
  /** `PSGallery`. */
  readonly name: string;
  /** `https://www.powershellgallery.com/api/v2`, or the address of a v3 service index (`…/index.json`). */
  readonly url: string;
  /** Hosts beside its own that the feed may lead to (`cdn.example.com`, `cdn.example.com:8443`). */
  readonly hosts: readonly string[];
  /** The feed lies in a network of one's own: its addresses may be private. */
  readonly allowPrivate: boolean;
  /** Who signs in, where the feed asks for it (basic authentication). */
  readonly userName?: string | undefined;
}

/** A feed as it is called. The password goes to the feed's own origin, and nowhere that it leads. */
export interface SignedInFeed extends Feed {
  readonly password?: string | undefined;
}

export type FeedProtocol = 'v2' | 'v3';

/** Hosts from which well-known galleries hand out their packages. */
const ownHosts: Readonly<Record<string, readonly string[]>> = {
  'www.powershellgallery.com': ['cdn.powershellgallery.com', 'powershellgallery.com'],
};

/** A service index is a document of that name; whatever else is a v2 feed. */
export function protocolOf({ url }: Feed): FeedProtocol {
  return new URL(url).pathname.toLowerCase().endsWith('/index.json') ? 'v3' : 'v2';
}

/** Every host that calls for this feed may go to, as `host` or `host:port` in lower case. */
export function hostsOf({ url, hosts }: Feed): ReadonlySet<string> {
  const { host } = new URL(url);
  return new Set([host, ...(ownHosts[host] ?? []), ...hosts.map((each) => each.toLowerCase())]);
}

/**
 * Holds a feed to the rules before it is kept: https (http on this machine only), no credentials and no query in its address.
 * @throws FeedInvalid
 */
export function checkFeed(feed: Feed): Feed {
  const refuse = (reason: string): Error => problem('FeedInvalid', { url: feed.url, reason });
  if (!/^[A-Za-z][A-Za-z0-9._-]{0,63}$/.test(feed.name))
    throw refuse(`'${feed.name}' is no name for it (letters, digits, dots, dashes and underscores)`);
  const url = URL.parse(feed.url);
  if (url === null) throw refuse('it is no address');
  if (feed.userName !== undefined && /[:\p{Cc}]/u.test(feed.userName))
    throw refuse('the name of its user has a colon or a control character');
  const local = isLoopbackName(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local))
    throw refuse('it must be https (http only on this machine)');
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw refuse('it must have neither a user nor a query');
  if (local && !feed.allowPrivate)
    throw refuse('it is on this machine, which only a feed that is marked private may be');
  for (const host of feed.hosts)
    if (URL.parse(`https://${host}/`)?.host !== host.toLowerCase())
      throw refuse(`'${host}' is no name of a host`);
  return { ...feed, url: url.href.replace(/\/$/, '') };
}
