import { newId } from '#kernel';
import { type Database, sql, statement } from '#store';

/** The reference of everything that waits for a claim. */
export interface RawClaimer {
  /** One piece of work, from its insert to its claim, and then done with. */
  enqueueAndClaim(): Promise<void>;
  close(): Promise<void>;
}

/** What one would write by hand: insert and notify in one transaction, claim when the notification comes. */
export async function openRawClaimer(db: Database): Promise<RawClaimer> {
  await db.query(
    statement(`create table raw_work (id uuid primary key, state text not null, created_at timestamptz not null default now());
      create index raw_work_waiting on raw_work (created_at) where state = 'waiting'`),
  );
  let waiting = Promise.withResolvers<string>();
  const unlisten = await db.listen('raw_work', async () => {
    const { id } = await db.one<{ id: string }>(sql`
      update raw_work set state = 'active' where id = (
        select id from raw_work where state = 'waiting' order by created_at for update skip locked limit 1
      ) returning id`);
    waiting.resolve(id);
  });
  return {
    async enqueueAndClaim() {
      waiting = Promise.withResolvers();
      await db.transaction(async (tx) => {
        await tx.query(sql`insert into raw_work (id, state) values (${newId()}, 'waiting')`);
        await tx.notify('raw_work', 'job');
      });
      const id = await waiting.promise;
      await db.query(sql`update raw_work set state = 'done' where id = ${id}`);
    },
    close: unlisten,
  };
}
