import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

import { migrate, sql } from './index.ts';
import { testDatabase } from './testing/test-database.ts';

const program = fileURLToPath(new URL('testing/migrating-program.ts', import.meta.url));

test('a process that is killed in the middle of a migration leaves nothing of it, and the next one does all of it', async () => {
  const { db, connection } = await testDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-migrations-'));
  try {
    await db.query(sql`drop table if exists migration`);
    writeFileSync(join(folder, '000001_whole.sql'), 'create table whole (id integer)');
    // Held by a lock of the test's, which is a point and no time.
    writeFileSync(
      join(folder, '000002_half.sql'),
      'create table half (id integer); select pg_advisory_xact_lock(99); create table other_half (id integer)',
    );
    const { release } = await held(db);
    const child = fork(program, [JSON.stringify(connection), folder], { execArgv: ['--conditions=source'] });
    await expect.poll(waiting, { timeout: 30_000 }).toBe(1);
    child.kill('SIGKILL');
    await once(child, 'exit');
    // The server finds out by itself that nobody is there any more.
    await expect.poll(waiting, { timeout: 30_000 }).toBe(0);
    expect(await tables()).toEqual(['whole']);
    await release();
    await migrate(db, folder);
    expect(await tables()).toEqual(['half', 'other_half', 'whole']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }

  async function waiting(): Promise<number> {
    const { many } = await db.one<{ many: number }>(sql`
      select count(*)::int as many from pg_locks where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`);
    return many;
  }

  async function tables(): Promise<string[]> {
    const rows = await db.query<{ name: string }>(sql`
      select table_name as name from information_schema.tables
      where table_name in ('whole', 'half', 'other_half') order by 1`);
    return rows.map(({ name }) => name);
  }
});

async function held(
  db: Awaited<ReturnType<typeof testDatabase>>['db'],
): Promise<{ release: () => Promise<void> }> {
  const [taken, over] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const holding = db.transaction(async (tx) => {
    await tx.query(sql`select pg_advisory_xact_lock(99)`);
    taken.resolve();
    await over.promise;
  });
  await taken.promise;
  return {
    async release() {
      over.resolve();
      await holding;
    },
  };
}
