import { type Feed, type Gallery, checkFeed, openGallery } from '#gallery';
import { problem } from '#kernel';
import { type Database, sql } from '#store';

import { audit } from '../audit/audit.ts';
import type { Actor } from '../model.ts';

/** The feeds of this installation: which there are is its administrator's decision, for all accounts. */
export interface Feeds {
  /** In the order in which they count. */
  list(): Promise<readonly Feed[]>;
  /** Rejects with `FeedNotFound`. */
  get(name: string): Promise<Feed>;
  /** Adds one behind the others, or changes it where it is. Rejects with `FeedInvalid`. */
  put(feed: Feed, actor: Actor): Promise<{ readonly feed: Feed; readonly created: boolean }>;
  /** Rejects with `FeedNotFound`. What came from it stays. */
  remove(name: string, actor: Actor): Promise<void>;
  /** All of them, or the one of that name, open; the caller closes. Rejects with `FeedNotFound`. */
  open(name?: string): Promise<Gallery>;
}

export function createFeeds({ db }: { readonly db: Database }): Feeds {
  const list = (): Promise<Feed[]> =>
    db.query<Feed>(
      sql`select name, url, hosts, allow_private as "allowPrivate" from gallery_feed order by position`,
    );

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
      const feed = checkFeed(asked);
      const { name, url, hosts, allowPrivate } = feed;
      const created = await db.transaction(async (tx) => {
        const before = await tx.maybe(sql`
          update gallery_feed set url = ${url}, hosts = ${JSON.stringify(hosts)}, allow_private = ${allowPrivate}
          where lower(name) = lower(${name}) returning 1`);
        if (before === undefined)
          await tx.query(sql`
            insert into gallery_feed (name, url, hosts, allow_private, created_at)
            values (${name}, ${url}, ${JSON.stringify(hosts)}, ${allowPrivate}, now())`);
        await audit(tx, { ...entry(name, 'write', actor), details: { url, hosts, allowPrivate } });
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
    open: async (name) => openGallery(name === undefined ? await list() : [await get(name)]),
  };
}
