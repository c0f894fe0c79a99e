import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { problem } from '#kernel';

import type { Database, Transaction } from './database.ts';
import { sql, statement } from './sql.ts';

export interface Migration {
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
/** A killed process leaves its statement running until the server looks for whom, and the next one waits for that. */
const lookForClientMilliseconds = 1_000;

/**
 * Brings the database up to the folder's files (`000001_name.sql`, …), each in a transaction of its own.
 * Refuses a database that a newer version migrated (`DatabaseTooNew`), and a file that was changed, removed or slipped in
 * before ones that were applied already (`MigrationChanged`, `MigrationOutOfOrder`).
 * `upTo` stops at that number, for a database that is filled with what an earlier version wrote.
 */
export async function migrate(
  db: Database,
  folder: string,
  { upTo = Infinity }: { readonly upTo?: number } = {},
): Promise<void> {
  const wanted = await wantedMigrations(folder, upTo);
  while (await db.transaction((tx) => applyNext(tx, wanted)));
}

/** The same, all of them in the caller's transaction: for a database that is made as a whole, or not at all. */
export async function migrateWithin(
  tx: Transaction,
  folder: string,
  { upTo }: { readonly upTo: number },
): Promise<void> {
  const wanted = await wantedMigrations(folder, upTo);
  while (await applyNext(tx, wanted));
}

async function wantedMigrations(folder: string, upTo: number): Promise<Migration[]> {
  return (await knownMigrations(folder)).filter(({ number }) => number <= upTo);
}

/** What `migrate` would do, without doing it; refuses what it refuses. */
export async function pendingMigrations(db: Database, folder: string): Promise<Migration[]> {
  const migrations = await knownMigrations(folder);
  const { there } = await db.one<{ there: boolean }>(
    sql`select to_regclass('public.migration') is not null as there`,
  );
  const applied = there
    ? await db.query<Applied>(sql`select number, name, checksum from migration order by number`)
    : [];
  const pending = migrations.filter(({ number }) => !applied.some((row) => row.number === number));
  demandSameHistory(migrations, applied, pending[0]);
  return pending;
}

/** Under the lock, so that whoever waited for it sees what the other one applied. False when nothing is left to do. */
async function applyNext(tx: Transaction, migrations: readonly Migration[]): Promise<boolean> {
  // A server on Windows cannot look, and refuses to be told so.
  await tx.query(sql`
      select set_config('client_connection_check_interval', ${String(lookForClientMilliseconds)}, true)
      where version() !~* 'msvc|visual c|mingw'`);
  await tx.query(sql`select pg_advisory_xact_lock(${migrationLock})`);
  await tx.query(sql`
      create table if not exists migration (
        number integer primary key, name text not null, checksum text not null, applied_at timestamptz not null default now()
      )`);
  const applied = await tx.query<Applied>(sql`select number, name, checksum from migration order by number`);
  const next = migrations.find(({ number }) => !applied.some((row) => row.number === number));
  demandSameHistory(migrations, applied, next);
  if (next === undefined) return false;
  await apply(tx, next);
  return true;
}

function demandSameHistory(
  migrations: readonly Migration[],
  applied: readonly Applied[],
  next: Migration | undefined,
): void {
  const known = migrations.at(-1)?.number ?? 0;
  const newest = applied.at(-1)?.number ?? 0;
  if (newest > known) throw problem('DatabaseTooNew', { found: newest, known });
  const files = new Map(migrations.map((migration) => [migration.number, migration]));
  for (const { number, name, checksum } of applied) {
    const file = files.get(number);
    if (file?.checksum !== checksum) throw problem('MigrationChanged', { name: file?.name ?? name });
  }
  if (next !== undefined && next.number < newest) {
    throw problem('MigrationOutOfOrder', { name: next.name, newest });
  }
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

/** The folder's files, by number. */
export async function knownMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{6}_[\w-]+\.sql$/.test(name)).toSorted();
  const migrations = await Promise.all(
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
  const twice = migrations.find(({ number }, at) => migrations[at + 1]?.number === number);
  if (twice !== undefined) throw problem('MigrationNumberTwice', { number: twice.number });
  return migrations;
}
