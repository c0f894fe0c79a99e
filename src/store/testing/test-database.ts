import { expect, inject } from 'vitest';

import { newId, silentLogger } from '#kernel';

import { afterFile } from './after-file.ts';
import type { PgConnection } from '../connection.ts';
import { type Database, openDatabase } from '../database.ts';
import { sql, statement } from '../sql.ts';
import { onDatabase } from './test-connection.ts';

/** What the driver says, once in a process, when a statement is begun while another one of its connection is under way. */
const crossed: string[] = [];
process.on('warning', ({ message }) => {
  if (message.includes('already executing a query')) crossed.push(message);
});

/**
 * A database of its own for a test file, copied from the migrated template. At the end it must be free of sessions: a
 * test that leaks a pool fails, and so does one in which two statements of a connection cross.
 */
export async function testDatabase(): Promise<{ readonly db: Database; readonly connection: PgConnection }> {
  const server = inject('testServer');
  const name = `test_${newId().replaceAll('-', '')}`;
  const admin = openDatabase({ connection: server, logger: silentLogger, maxConnections: 1 });
  // File by file: block by block through the log it takes twice as long and more.
  const template = `${inject('testTemplate')} strategy file_copy`;
  await admin.query(statement(`create database ${name} template ${template}`));
  const connection = onDatabase(server, name);
  const db = openDatabase({ connection, logger: silentLogger });

  afterFile(async () => {
    await db.close();
    const sessions = await sessionsOf(admin, name);
    await admin.query(statement(`drop database ${name} with (force)`));
    await admin.close();
    expect(crossed.splice(0), 'the next release of the driver refuses such a statement').toEqual([]);
    expect(sessions, 'every pool and listener on the test database must be closed').toEqual([]);
  });
  return { db, connection };
}

/** A session that was closed a moment ago may still be listed: it gets that moment. */
async function sessionsOf(admin: Database, name: string): Promise<string[]> {
  for (let look = 0; ; look++) {
    const rows = await admin.query<{ query: string }>(
      sql`select query from pg_stat_activity where datname = ${name} and backend_type = 'client backend'`,
    );
    if (rows.length === 0 || look === 50) return rows.map(({ query }) => query);
    await admin.query(sql`select pg_sleep(0.02)`);
  }
}
