import { afterAll, beforeAll, expect, test } from 'vitest';

import { newId, silentLogger } from '#kernel';
import { type Database, openDatabase, sql, statement } from '#store';

import { testDatabase } from '../store/testing/test-database.ts';
import { type Queue, createQueue } from './index.ts';
import { claim } from './statements.ts';

let db: Database;
let second: Database;
let queues: Queue[] = [];

beforeAll(async () => {
  const made = await testDatabase();
  db = made.db;
  second = openDatabase({ connection: made.connection, logger: silentLogger });
  queues = [createQueue({ db, logger: silentLogger }), createQueue({ db: second, logger: silentLogger })];
  for (const queue of queues) await queue.start();
});
afterAll(async () => {
  for (const queue of queues) await queue.stop();
  await second.close();
});

const enqueue = (id: string) => db.transaction((tx) => queues[0]!.enqueue(tx, 'job', id));

test('work is there exactly when the transaction that enqueued it committed', async () => {
  const id = newId();
  await db
    .transaction(async (tx) => {
      await queues[0]!.enqueue(tx, 'job', id);
      throw new Error('rolled back');
    })
    .catch(() => {});
  expect(await queues[0]!.claim(['job'], { waitMilliseconds: 100 })).toBeUndefined();
  await enqueue(id);
  expect(await queues[1]!.claim(['job'], { waitMilliseconds: 5_000 })).toEqual({ topic: 'job', id });
  await queues[1]!.complete({ topic: 'job', id });
});

test('a claim that waits already gets work that is enqueued by another process', async () => {
  const id = newId();
  const waiting = queues[1]!.claim(['job', 'build'], { waitMilliseconds: 10_000 });
  await enqueue(id);
  expect(await waiting).toEqual({ topic: 'job', id });
  await queues[0]!.complete({ topic: 'job', id });
});

test('fifty pieces of work and sixteen claimers in two queues: each exactly once', async () => {
  const ids = Array.from({ length: 50 }, () => newId());
  const got: string[] = [];
  const claimer = async (queue: Queue): Promise<void> => {
    for (;;) {
      const work = await queue.claim(['job'], { waitMilliseconds: 1_500 });
      if (work === undefined) return;
      got.push(work.id);
      await queue.complete(work);
    }
  };
  const claimers = queues.flatMap((queue) => Array.from({ length: 8 }, () => claimer(queue)));
  await Promise.all(ids.map(enqueue));
  await Promise.all(claimers);
  expect(got.toSorted()).toEqual(ids.toSorted());
});

test('released work comes back at once, completed work never', async () => {
  const id = newId();
  await enqueue(id);
  const work = (await queues[0]!.claim(['job'], { waitMilliseconds: 5_000 }))!;
  expect(await queues[0]!.heartbeat(work)).toBe(true);
  await queues[0]!.release(work);
  expect(await queues[1]!.claim(['job'], { waitMilliseconds: 5_000 })).toEqual(work);
  await queues[1]!.complete(work);
  expect(await queues[1]!.heartbeat(work)).toBe(false);
  expect(await queues[0]!.claim(['job'], { waitMilliseconds: 100 })).toBeUndefined();
});

test('work whose claimer fell silent comes back by itself', async () => {
  const id = newId();
  await enqueue(id);
  await queues[0]!.claim(['job'], { waitMilliseconds: 5_000 });
  // As if ten seconds had passed without a heartbeat.
  await db.query(sql`update queue.job set heartbeat_on = now() - interval '11 seconds' where id = ${id}`);
  expect(await queues[1]!.claim(['job'], { waitMilliseconds: 15_000 })).toEqual({ topic: 'job', id });
  await queues[1]!.complete({ topic: 'job', id });
});

test('of the indexes of pg-boss those stay that claims, maintenance and deletion use', async () => {
  const rows = await db.query<{ name: string }>(sql`
    select indexname as name from pg_indexes where schemaname = 'queue' and tablename = 'job_common' order by 1`);
  expect(rows.map(({ name }) => name)).toEqual([
    'job_common_i11',
    'job_common_i14',
    'job_common_i16',
    'job_common_pkey',
  ]);
});

test('of its constraints those go that look at the queue again for each row; a queue that is gone is refused all the same', async () => {
  expect(
    await db.query(sql`
      select conname from pg_constraint where conrelid = 'queue.job_common'::regclass and contype = 'f'`),
  ).toEqual([]);
  const [gone, id] = [`group-${newId()}` as const, newId()];
  await db.transaction((tx) => queues[0]!.enqueue(tx, gone, newId()));
  await queues[1]!.forget(gone);
  await expect(db.transaction((tx) => queues[0]!.enqueue(tx, gone, id))).rejects.toThrow(
    /null value in column "name"/,
  );
});

test('a queue that filled up since it was last counted is claimed in its order, and not sorted for each claim', async () => {
  await db.query(sql`
    insert into queue.job_common (name, priority) select 'build', n % 7 from generate_series(1, 2000) n`);
  const planOf = async (topics: readonly string[], given: string): Promise<string> => {
    const { text } = claim(topics, 10);
    const values = [given, '10'].reduce((whole, value, at) => whole.replaceAll(`$${at + 1}`, value), text);
    const plan = await db.query<{ 'QUERY PLAN': string }>(statement(`explain ${values}`));
    return plan.map((line) => line['QUERY PLAN']).join('\n');
  };
  const lines = await planOf(['build'], `'build'`);
  expect(lines).toContain('Index Scan using job_common_i11');
  expect(lines).not.toContain('Sort');
  const ofTwo = await planOf(['build', 'job'], `'{build,job}'`);
  expect(ofTwo).toContain('Index Scan using job_common_i11');
  // One over what was found of each, and none over what waits.
  expect(ofTwo.match(/Sort Key/g)).toHaveLength(1);
  await db.query(sql`delete from queue.job_common where name = 'build'`);
});

test('who waits for several topics gets one piece of work at a time, the first over all of them, and nothing is taken besides', async () => {
  const [group, selection] = [`group-${newId()}` as const, `group-${newId()}` as const];
  const [late, urgent, early] = [newId(), newId(), newId()];
  const one = (topic: `group-${string}`, id: string, priority = 0) =>
    db.transaction((tx) => queues[0]!.enqueue(tx, topic, id, { priority }));
  await one(group, early);
  await one(selection, late);
  await one(selection, urgent, 5);
  const got: (string | undefined)[] = [];
  const taken: number[] = [];
  for (let at = 0; at < 3; at++) {
    got.push((await queues[1]!.claim([group, selection], { waitMilliseconds: 5_000 }))?.id);
    const { active } = await db.one<{ active: number }>(sql`
      select count(*)::int as active from queue.job_common where name in (${group}, ${selection}) and state = 'active'`);
    taken.push(active);
  }
  expect([got, taken]).toEqual([
    [urgent, early, late],
    [1, 2, 3],
  ]);
  for (const topic of [group, selection]) await queues[0]!.forget(topic);
});

/** As if nobody had looked for so long: this much lies between the last look and now, for heartbeats as well. */
const outage = (seconds: number, heartbeats: Readonly<Record<string, number>>) => {
  const before = Object.values(heartbeats);
  return db.query(sql`
    with looked as (
      update queue.queue set monitor_claim_on = now() - make_interval(secs => ${seconds}),
        monitor_on = now() - make_interval(secs => ${seconds}) where name = 'job')
    update queue.job_common j set heartbeat_on = now() - make_interval(secs => ${seconds} + before)
    from unnest(${Object.keys(heartbeats)}::uuid[], ${before}::integer[]) as given (id, before) where j.id = given.id`);
};

test('after an outage whoever was well before keeps his work, and what a dead one has is found', async () => {
  const [well, dead] = [newId(), newId()];
  for (const id of [well, dead]) {
    await enqueue(id);
    expect(await queues[0]!.claim(['job'], { waitMilliseconds: 5_000 })).toEqual({ topic: 'job', id });
  }
  await outage(60, { [well]: 3, [dead]: 9 });
  expect(await queues[1]!.claim(['job'], { waitMilliseconds: 15_000 })).toEqual({ topic: 'job', id: dead });
  expect(await queues[0]!.heartbeat({ topic: 'job', id: well })).toBe(true);
  for (const id of [well, dead]) await queues[0]!.complete({ topic: 'job', id });
});

test('however late all looks are, what a dead one has is found', async () => {
  const id = newId();
  await enqueue(id);
  await queues[0]!.claim(['job'], { waitMilliseconds: 5_000 });
  let found: unknown;
  const finding = queues[1]!
    .claim(['job'], { waitMilliseconds: 30_000 })
    .then((claimed) => (found = claimed ?? 'nothing'));
  // Each look finds that the last one was ten seconds ago.
  while (found === undefined)
    await db.query(sql`
      with late as (
        update queue.queue set monitor_claim_on = now() - interval '10 seconds' where name = 'job'
          and monitor_claim_on > now() - interval '6 seconds' returning 1)
      update queue.job_common set heartbeat_on = heartbeat_on - interval '10 seconds'
      from late where id = ${id} and state = 'active'`);
  await finding;
  expect(found).toEqual({ topic: 'job', id });
  await queues[1]!.complete({ topic: 'job', id });
});
