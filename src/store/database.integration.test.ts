import { beforeAll, expect, test } from 'vitest';

import { silentLogger } from '#kernel';

import { type Database, openDatabase, sql, statement } from './index.ts';
import { afterFile } from './testing/after-file.ts';
import { testDatabase } from './testing/test-database.ts';

let db: Database;
let other: Database;
beforeAll(async () => {
  const made = await testDatabase();
  db = made.db;
  other = openDatabase({ connection: made.connection, logger: silentLogger, maxConnections: 2 });
  await db.query(sql`create table account_balance (id integer primary key, amount integer not null)`);
  await db.query(sql`insert into account_balance values (1, 0), (2, 0)`);
  afterFile(() => other.close());
});

test('a transaction whose connection is lost between two statements fails, and the process lives on', async () => {
  const lost = db.transaction(async (tx) => {
    const { pid } = await tx.one<{ pid: number }>(sql`select pg_backend_pid() as pid`);
    await other.query(sql`select pg_terminate_backend(${pid}, 5000)`);
    await tx.query(sql`update account_balance set amount = 99`);
  });
  await expect(lost).rejects.toMatchObject({ code: 'DatabaseUnavailable', status: 503 });
  expect(await db.query(sql`select distinct amount from account_balance`)).toEqual([{ amount: 0 }]);
});

test('a transaction that goes on after a failed statement is told that nothing was kept', async () => {
  const swallowing = db.transaction(async (tx) => {
    await tx.query(sql`update account_balance set amount = 1 where id = 1`);
    await tx.query(sql`select 1 / 0`).catch(() => {});
  });
  await expect(swallowing).rejects.toMatchObject({ code: 'TransactionRolledBack' });
});

test('two transactions that lock each other out both succeed', async () => {
  const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const add = (mine: number, theirs: number, reached: () => void, met: Promise<void>) =>
    db.transaction(async (tx) => {
      await tx.query(sql`update account_balance set amount = amount + 1 where id = ${mine}`);
      reached();
      await met;
      await tx.query(sql`update account_balance set amount = amount + 1 where id = ${theirs}`);
    });
  await Promise.all([add(1, 2, first.resolve, second.promise), add(2, 1, second.resolve, first.promise)]);
  expect(await db.query(sql`select amount from account_balance order by id`)).toEqual([
    { amount: 2 },
    { amount: 2 },
  ]);
});

test('several commands in one text give the rows of all of them', async () => {
  expect(await db.query(statement('begin; select 1 as a; select 2 as b; commit'))).toEqual([
    { a: 1 },
    { b: 2 },
  ]);
});

test('the same statement is prepared once a connection', async () => {
  const prepared = await db.transaction(async (tx) => {
    for (const id of [1, 2, 3]) await tx.query(sql`select id, amount from account_balance where id = ${id}`);
    return tx.query(
      sql`select statement from pg_prepared_statements where statement like 'select id, amount%'`,
    );
  });
  expect(prepared).toHaveLength(1);
});

test('a listener whose connection is lost listens again and is told to look', async () => {
  const [heard, toldToLook] = [Promise.withResolvers<string>(), Promise.withResolvers<void>()];
  const unlisten = await db.listen('survives', heard.resolve, toldToLook.resolve);
  await other.query(
    sql`select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and query like 'listen%'`,
  );
  await toldToLook.promise;
  await other.notify('survives', 'still here');
  expect(await heard.promise).toBe('still here');
  await unlisten();
});

test('whoever left a channel hears nothing more, and the others do', async () => {
  const [left, stayed] = [[] as string[], Promise.withResolvers<void>()];
  const leave = await db.listen('shared', (payload) => left.push(payload));
  const stay = await db.listen('shared', () => stayed.resolve());
  await leave();
  await db.notify('shared', 'news');
  await stayed.promise;
  expect(left).toEqual([]);
  await stay();
});

test('a password that the server does not know is an error that says so', async () => {
  const wrong = openDatabase({
    connection:
      'url' in db.connection
        ? { url: db.connection.url.replace(/\/\/[^@]*@/, '//nobody:wrong@') }
        : { ...db.connection, password: 'wrong' },
    logger: silentLogger,
  });
  await expect(wrong.query(sql`select 1`)).rejects.toMatchObject({ code: 'DatabaseRefused' });
  await wrong.close();
});
