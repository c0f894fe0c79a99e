import { silentLogger } from '#kernel';
import { createQueue } from '#queue';
import { type Database, openDatabase, sql } from '#store';

/** One worker's share of a filled queue, in a process of its own: by the queue, or by what one would write by hand. */
const [how = '', connection = '', batch = '100'] = process.argv.slice(2);
const most = Number(batch);
const db = openDatabase({ connection: JSON.parse(connection), logger: silentLogger });

if (how === 'queue') await drainQueue(db);
else {
  process.send?.('ready');
  await told();
  await drainRaw(db);
}
await db.close();
process.exit(0);

/** As many claims wait at a time as the reference takes at once. Tells when it completed its last one. */
async function drainQueue(database: Database): Promise<void> {
  const queue = createQueue({ db: database, logger: silentLogger });
  await queue.start();
  process.send?.('ready');
  await told();
  let last = Date.now();
  const claimer = async (): Promise<void> => {
    for (;;) {
      const claimed = await queue.claim(['job'], { waitMilliseconds: 3_000 });
      if (claimed === undefined) return;
      await queue.complete(claimed);
      last = Date.now();
    }
  };
  await Promise.all(Array.from({ length: most }, claimer));
  process.send?.({ last });
  await queue.stop();
}

async function drainRaw(database: Database): Promise<void> {
  let last = Date.now();
  for (;;) {
    const rows = await database.query<{ id: string }>(sql`
      update raw_work set state = 'active' where id in (
        select id from raw_work where state = 'waiting' order by created_at for update skip locked limit ${most}
      ) returning id`);
    if (rows.length === 0) break;
    await database.query(sql`update raw_work set state = 'done' where id = any(${rows.map(({ id }) => id)})`);
    last = Date.now();
  }
  process.send?.({ last });
}

function told(): Promise<void> {
  return new Promise((resolve) => process.once('message', () => resolve()));
}
