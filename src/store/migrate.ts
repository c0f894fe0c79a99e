import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { problem } from '#kernel';

import type { Database, Transaction } from './database.ts';
import { sql, statement } from './sql.ts';

interface Migration {
  readonly number: number;
  readonly name: string;
  readonly text: string;
  readonly checksum: string;
}

interface Applied {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
}

/** Any number that nobody else uses: two processes that start at once migrate one after the other. */
const migrationLock = 7443_0001;

/**
 * Brings the database up to the folder's files (`000001_name.sql`, …), each in a transaction of its own.
 * Refuses a database that a newer version migrated, and a file that changed after it was applied.
 */
export async function migrate(db: Database, folder: string): Promise<void> {
  const migrations = await readMigrations(folder);
  const known = migrations.at(-1)?.number ?? 0;
  await db.transaction(async (tx) => {
    await tx.query(sql`select pg_advisory_xact_lock(${migrationLock})`);
    await tx.query(sql`
      create table if not exists migration (
        number integer primary key, name text not null, checksum text not null, applied_at timestamptz not null default now()
      )`);
    const applied = await tx.query<Applied>(
      sql`select number, name, checksum from migration order by number`,
    );
    const newest = applied.at(-1);
    if (newest !== undefined && newest.number > known) {
      throw problem('DatabaseTooNew', { found: newest.number, known });
    }
    const done = new Map(applied.map((row) => [row.number, row]));
    for (const migration of migrations) {
      const before = done.get(migration.number);
      if (before === undefined) await apply(tx, migration);
      else if (before.checksum !== migration.checksum)
        throw problem('MigrationChanged', { name: migration.name });
    }
  });
}

async function apply(tx: Transaction, { number, name, text, checksum }: Migration): Promise<void> {
  try {
    await tx.query(statement(text));
  } catch (error) {
    throw problem(
      'MigrationFailed',
      { name, reason: error instanceof Error ? error.message : String(error) },
      error,
    );
  }
  await tx.query(
    sql`insert into migration (number, name, checksum) values (${number}, ${name}, ${checksum})`,
  );
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{6}_[\w-]+\.sql$/.test(name)).toSorted();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8');
      return {
        number: Number(name.slice(0, 6)),
        name,
        text,
        checksum: createHash('sha256').update(text).digest('hex'),
      };
    }),
  );
}
