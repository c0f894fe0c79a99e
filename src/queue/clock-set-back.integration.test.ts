import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { newId, silentLogger } from '#kernel';
import { type Database, type Sql, sql } from '#store';

import { testDatabase } from '../store/testing/test-database.ts';
import { watchClock } from './clock-set-back.ts';
import { type Queue, createQueue } from './index.ts';

let db: Database;
let queue: Queue;
beforeAll(async () => {
  ({ db } = await testDatabase());
  queue = createQueue({ db, logger: silentLogger });
  await queue.start();
});
afterAll(() => queue.stop());

/** What a clock that was set back by an hour finds: everything lies an hour ahead. */
const hourAhead = () =>
  db.query(sql`
    with moved as (update queue.queue set monitor_on = now() + interval '1 hour', maintain_on = now() + interval '1 hour')
    update queue.job_common set created_on = created_on + interval '1 hour', start_after = start_after + interval '1 hour',
      started_on = started_on + interval '1 hour', heartbeat_on = heartbeat_on + interval '1 hour'`);

test('what came before the clock was set back is due, in its order; what was put off keeps its time', async () => {
  const [first, second, later] = [newId(), newId(), newId()];
  const friday = new Date(Date.now() + 3 * 24 * 3_600_000);
  for (const id of [first, second]) await db.transaction((tx) => queue.enqueue(tx, 'job', id));
  await hourAhead();
  await db.transaction((tx) => queue.enqueue(tx, 'job', later, { notBefore: friday }));
  expect(await queue.claim(['job'], { waitMilliseconds: 1_200 })).toBeUndefined();

  const watch = watchClock({ db, logger: silentLogger });
  await watch.start();
  const claimed = [
    await queue.claim(['job'], { waitMilliseconds: 5_000 }),
    await queue.claim(['job'], { waitMilliseconds: 5_000 }),
  ];
  expect(claimed.map((each) => each?.id)).toEqual([first, second]);
  expect(await db.one(sql`select start_after as at from queue.job_common where id = ${later}`)).toEqual({
    at: friday,
  });
  await hourAhead();
  await watch.stop();
  const again = watchClock({ db, logger: silentLogger });
  await again.start();
  await again.stop();
  expect(
    await db.one(sql`
      select count(*) filter (where heartbeat_on > now() or started_on > now())::int as ahead,
        (select count(*)::int from queue.queue where greatest(monitor_on, maintain_on) > now()) as unlooked
      from queue.job_common`),
  ).toEqual({ ahead: 0, unlooked: 0 });
});

test('the watch sees that the clock was set back, and says by how much', async () => {
  let off = 0;
  const clock = {
    ...db,
    one: async (statement: Sql) =>
      statement.text.includes('clock_timestamp') ? { now: new Date(Date.now() + off) } : db.one(statement),
  } as Database;
  const warn = vi.fn();
  const said = new Promise<void>((told) => warn.mockImplementation(() => told()));
  const watch = watchClock({ db: clock, logger: { ...silentLogger, warn } });
  await watch.start();
  off = -3_600_000;
  await said;
  await watch.stop();
  expect(warn).toHaveBeenCalledExactlyOnceWith('the clock of the database was set back', { seconds: 3_600 });
});
