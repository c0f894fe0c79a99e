import { afterAll, beforeAll, expect, test } from 'vitest';

import { silentLogger } from '#kernel';

import { type Database, inTurn, inTurnElsewhere, oneAfterAnother, openDatabase, sql } from './index.ts';
import { testDatabase } from './testing/test-database.ts';

const lock = 4_711;
let one: Database;
let other: Database;

beforeAll(async () => {
  const made = await testDatabase();
  one = made.db;
  other = openDatabase({ connection: made.connection, logger: silentLogger });
});
afterAll(() => other.close());

test('a duty is done by one of two processes at a time, and the other does not wait for it', async () => {
  const begun = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const first = inTurn(one, lock, async () => {
    begun.resolve();
    await goOn.promise;
  });
  await begun.promise;
  const never = async (): Promise<void> => expect.unreachable();
  expect(await inTurn(other, lock, never)).toBe(false);
  expect(await inTurnElsewhere(other, lock, never)).toBe(false);
  goOn.resolve();
  expect(await first).toBe(true);
  expect(await inTurn(other, lock, async () => {})).toBe(true);
});

test('whoever has a turn and falls silent loses it, and what it still writes does not count', async () => {
  await one.query(sql`create table duty (who text not null)`);
  const mine = Promise.withResolvers<number>();
  const goOn = Promise.withResolvers<void>();
  const frozen = inTurn(one, lock, async (tx) => {
    await tx.query(sql`insert into duty values ('frozen')`);
    mine.resolve((await tx.one<{ pid: number }>(sql`select pg_backend_pid() as pid`)).pid);
    await goOn.promise;
    await tx.query(sql`insert into duty values ('woken')`);
  });
  frozen.catch(() => {});
  const pid = await mine.promise;
  const { silence } = await other.one<{ silence: string }>(
    sql`select state as silence from pg_stat_activity where pid = ${pid}`,
  );
  expect(silence).toBe('idle in transaction');
  // As the server does by itself after the ten seconds that the transaction allows.
  await other.query(sql`select pg_terminate_backend(${pid})`);
  await expect
    .poll(() =>
      inTurn(other, lock, async (tx) => void (await tx.query(sql`insert into duty values ('next')`))),
    )
    .toBe(true);
  goOn.resolve();
  await expect(frozen).rejects.toMatchObject({ code: 'DatabaseUnavailable' });
  expect(await other.query(sql`select who from duty`)).toEqual([{ who: 'next' }]);
});

test('a turn tells the server for how long it may be silent', async () => {
  let setting: unknown;
  await inTurn(one, lock, async (tx) => {
    setting = await tx.one(sql`select current_setting('idle_in_transaction_session_timeout') as silence`);
  });
  expect(setting).toEqual({ silence: '10s' });
});

test('what each process does once is done one after the other', async () => {
  const order: string[] = [];
  const begun = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const first = oneAfterAnother(one, lock, async () => {
    begun.resolve();
    await goOn.promise;
    order.push('first');
  });
  await begun.promise;
  const second = oneAfterAnother(other, lock, async () => void order.push('second'));
  await expect
    .poll(async () => {
      const { waiting } = await one.one<{ waiting: number }>(
        sql`select count(*)::int as waiting from pg_locks where locktype = 'advisory' and not granted`,
      );
      return waiting;
    })
    .toBeGreaterThan(0);
  goOn.resolve();
  await Promise.all([first, second]);
  expect(order).toEqual(['first', 'second']);
});
