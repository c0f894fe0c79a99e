import { type Feed, type Gallery, type SignedInFeed, checkFeed, openGallery } from '#gallery';
import { problem } from '#kernel';
import { type Database, type Vault, sql } from '#store';

import { audit } from '../audit/audit.ts';
import type { Actor } from '../model.ts';

/** The feeds of this installation: which there are is its administrator's decision, for all accounts. */
export interface Feeds {
  /** In the order in which they count. */
  list(): Promise<readonly Feed[]>;
  /** Rejects with `FeedNotFound`. */
  get(name: string): Promise<Feed>;
  /**
   * Adds one behind the others, or changes it where it is. Of a user without a password the one before stays, as long as it is
   * the same user of the same origin. Rejects with `FeedInvalid`.
   */
  put(feed: SignedInFeed, actor: Actor): Promise<{ readonly feed: Feed; readonly created: boolean }>;
  /** Rejects with `FeedNotFound`. What came from it stays. */
  remove(name: string, actor: Actor): Promise<void>;
  /** All of them, or the one of that name, open; the caller closes. Rejects with `FeedNotFound`. */
  open(name?: string): Promise<Gallery>;
}

/** What the sealed password of a feed is bound to. */
export const feedBinding = (name: string): string => `feed:${name.toLowerCase()}`;

export function createFeeds({ db, vault }: { readonly db: Database; readonly vault: Vault }): Feeds {
  interface Row extends Omit<Feed, 'userName'> {
    readonly userName: string | null;
    readonly password: Buffer | null;
  }
  const rows = (): Promise<Row[]> =>
    db.query<Row>(sql`
      select name, url, hosts, allow_private as "allowPrivate", user_name as "userName", password
      from gallery_feed order by position`);

  async function list(): Promise<Feed[]> {
    return (await rows()).map(({ password: _password, userName, ...feed }) => ({
      ...feed,
      ...(userName !== null && { userName }),
    }));
  }

  async function signedIn(): Promise<SignedInFeed[]> {
    return (await rows()).map(({ password, userName, ...feed }) => ({
      ...feed,
      ...(userName !== null &&
        password !== null && { userName, password: vault.openText(password, feedBinding(feed.name)) }),
    }));
  }

  /** The record to keep: a new one, the one before, or none. */
  function passwordOf(asked: SignedInFeed, before: Row | undefined): Buffer | null {
    if (asked.userName === undefined) return null;
    if (asked.password !== undefined) return vault.seal(asked.password, feedBinding(asked.name));
    const same =
      before?.userName === asked.userName && new URL(before.url).origin === new URL(asked.url).origin;
    if (same && before.password !== null) return before.password;
    throw problem('FeedInvalid', { url: asked.url, reason: 'its user has no password' });
  }

  async function get(name: string): Promise<Feed> {
    const found = (await list()).find((feed) => feed.name.toLowerCase() === name.toLowerCase());
    if (found === undefined) throw problem('FeedNotFound', { name });
    return found;
  }

  const entry = (name: string, action: 'write' | 'delete', actor: Actor) => ({
    actor: actor.objectId,
    action: `Tenantry.Gallery/feeds/${action}`,
    resource: `/providers/Tenantry.Gallery/feeds/${name}`,
    correlationId: actor.correlationId,
  });

  return {
    list,
    get,
    async put(asked, actor) {
      const { password: given, ...facts } = asked;
      const feed = checkFeed(facts);
      const { name, url, hosts, allowPrivate, userName = null } = feed;
      const known = (await rows()).find((each) => each.name.toLowerCase() === name.toLowerCase());
      const password = passwordOf({ ...feed, password: given }, known);
      const created = await db.transaction(async (tx) => {
        const before = await tx.maybe(sql`
          update gallery_feed set url = ${url}, hosts = ${JSON.stringify(hosts)}, allow_private = ${allowPrivate},
            user_name = ${userName}, password = ${password}
          where lower(name) = lower(${name}) returning 1`);
        if (before === undefined)
          await tx.query(sql`
            insert into gallery_feed (name, url, hosts, allow_private, user_name, password, created_at)
            values (${name}, ${url}, ${JSON.stringify(hosts)}, ${allowPrivate}, ${userName}, ${password}, now())`);
        await audit(tx, { ...entry(name, 'write', actor), details: { url, hosts, allowPrivate, userName } });
        return before === undefined;
      });
      return { feed, created };
    },
    async remove(name, actor) {
      await db.transaction(async (tx) => {
        const gone = await tx.maybe(
          sql`delete from gallery_feed where lower(name) = lower(${name}) returning 1`,
        );
        if (gone === undefined) throw problem('FeedNotFound', { name });
        await audit(tx, entry(name, 'delete', actor));
      });
    },
    async open(name) {
      const feeds = await signedIn();
      if (name === undefined) return openGallery(feeds);
      const found = feeds.find((feed) => feed.name.toLowerCase() === name.toLowerCase());
      if (found === undefined) throw problem('FeedNotFound', { name });
      return openGallery([found]);
    },
  };
}
