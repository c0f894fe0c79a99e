import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';

import { delay, isProblem, silentLogger } from '#kernel';

import { type Database, openDatabase } from '../database.ts';
import { sql } from '../sql.ts';
import { type Postgres, startPostgres } from './supervisor.ts';

const home = mkdtempSync(join(tmpdir(), 'tenantry-supervisor-'));
chmodSync(home, 0o711);
const directory = join(home, 'postgres');
const logger = silentLogger;
afterAll(() => rmSync(home, { recursive: true, force: true }));

test('data survive a stop, a crash that leaves the server running, and the death of the server', async () => {
  const first = await startPostgres({ directory, logger });
  await withDatabase(first, async (db) => {
    await db.query(sql`create table kept (id integer)`);
    await db.query(sql`insert into kept values (1)`);
  });
  await first.stop();

  const second = await startPostgres({ directory, logger });
  expect(second.adopted).toBe(false);
  // As after a crash of whoever started it: nobody stopped the server, and somebody starts again.
  const third = await startPostgres({ directory, logger });
  expect(third.adopted).toBe(true);
  expect(third.pid).toBe(second.pid);

  await withDatabase(third, async (db) => {
    process.kill(third.pid!, 'SIGKILL');
    expect(await untilAnswered(db)).toEqual([{ id: 1 }]);
  });
  await Promise.all([second.stop(), third.stop()]);
});

test('data of another major version is refused with a remedy', async () => {
  const other = join(home, 'other');
  const first = await startPostgres({ directory: other, logger });
  await first.stop();
  writeFileSync(join(other, 'server', 'data', 'PG_VERSION'), '12\n');
  const error = await startPostgres({ directory: other, logger }).catch((reason: unknown) => reason);
  expect(isProblem(error, 'PostgresWrongVersion') && error.advice).toMatch(/made by PostgreSQL 12/);
});

test('an unreachable server is an error that says so', async () => {
  const db = openDatabase({ connection: { url: 'postgres://nobody@127.0.0.1:1/none' }, logger });
  await expect(db.query(sql`select 1`)).rejects.toMatchObject({ code: 'DatabaseUnavailable', status: 503 });
  await db.close();
});

async function withDatabase(postgres: Postgres, work: (db: Database) => Promise<void>): Promise<void> {
  const db = openDatabase({ connection: postgres.connection, logger });
  await work(db);
  await db.close();
}

async function untilAnswered(db: Database): Promise<unknown[]> {
  for (;;) {
    try {
      return await db.query(sql`select id from kept`);
    } catch (error) {
      if (!isProblem(error, 'DatabaseUnavailable')) throw error;
      await delay(20);
    }
  }
}
