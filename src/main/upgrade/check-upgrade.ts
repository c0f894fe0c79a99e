import { existsSync } from 'node:fs';
import { readFile, statfs } from 'node:fs/promises';
import { join } from 'node:path';

import type { UpgradeFinding } from '#cli';
import { isProblem, parseIsoTime, silentLogger, systemClock } from '#kernel';
import { type Database, type PgConnection, openDatabase, pendingMigrations, sql } from '#store';

import { withDatabase } from '../backup/with-database.ts';
import { type Home, packageRoot } from '../home/layout.ts';

export interface UpgradeCheck {
  readonly home: Home;
  readonly version: string;
  readonly database?: PgConnection | undefined;
}

const oldestBackupHours = 24;
/** A migration may write a table anew: so many times the database has to be free. */
const spaceFactor = 2;

/** Looks at a home with the eyes of this version, and changes nothing. @throws nothing: what cannot be looked at is a finding */
export async function checkUpgrade({ home, version, database }: UpgradeCheck): Promise<UpgradeFinding[]> {
  if (!existsSync(home.installation))
    return [
      { subject: 'home', state: 'note', found: `${home.directory} is new: there is nothing to upgrade` },
    ];
  const findings: UpgradeFinding[] = [await versions(home, version), await lastBackup(home)];
  try {
    await withDatabase(home, database, async (connection) => {
      const db = openDatabase({ connection, logger: silentLogger, maxConnections: 2 });
      try {
        findings.push(await migrations(db), await jobs(db), await space(db, home));
      } finally {
        await db.close();
      }
    });
  } catch (error) {
    const [found, remedy] = isProblem(error) ? [error.message, error.remedy] : [String(error), undefined];
    findings.push({ subject: 'database', state: 'blocking', found, ...(remedy !== undefined && { remedy }) });
  }
  return findings;
}

async function versions(home: Home, version: string): Promise<UpgradeFinding> {
  const last = await readFile(home.lastVersion, 'utf8').catch(() => undefined);
  const found = `${last?.trim() ?? 'an unknown version'} started it last, this is ${version}`;
  const isOlder = last !== undefined && compare(version, last.trim()) < 0;
  return isOlder
    ? { subject: 'version', state: 'blocking', found, remedy: 'Run it with that version or a later one.' }
    : { subject: 'version', state: 'good', found };
}

/** By the numbers in them. */
function compare(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true });
}

async function lastBackup(home: Home): Promise<UpgradeFinding> {
  const subject = 'backup';
  const remedy = 'Take one: tenantry backup create <folder>, and tenantry key export <file>.';
  const text = await readFile(home.lastBackup, 'utf8').catch(() => undefined);
  if (text === undefined) return { subject, state: 'blocking', found: 'none was ever taken', remedy };
  const { createdAt, folder } = JSON.parse(text) as { createdAt: string; folder: string };
  const age = systemClock.now() - (parseIsoTime(createdAt) ?? 0);
  const found = `the last one is of ${createdAt}, in ${folder}`;
  if (age > oldestBackupHours * 3_600_000) return { subject, state: 'blocking', found, remedy };
  return { subject, state: 'good', found };
}

/** Throws what the start itself would: a database of a newer version, a migration that was changed. */
async function migrations(db: Database): Promise<UpgradeFinding> {
  const pending = await pendingMigrations(db, join(packageRoot, 'sql'));
  const names = pending.map(({ name }) => name.replace(/\.sql$/, ''));
  const found =
    names.length === 0 ? 'none is left to do' : `${names.length} will be done: ${names.join(', ')}`;
  return { subject: 'migrations', state: 'good', found };
}

async function jobs(db: Database): Promise<UpgradeFinding> {
  const { running } = await db.one<{ running: number }>(sql`
    select count(*)::int as running from job where ended_at is null and status in ('Activating', 'Running', 'Stopping', 'Suspending')`);
  if (running === 0) return { subject: 'jobs', state: 'good', found: 'none runs' };
  return {
    subject: 'jobs',
    state: 'note',
    found: `${running} run: a stop hands them back, and they go on after their last recorded step`,
    remedy: 'Where a job cannot bear to be repeated in part, wait for its end.',
  };
}

async function space(db: Database, home: Home): Promise<UpgradeFinding> {
  const { bytes } = await db.one<{ bytes: number }>(
    sql`select pg_database_size(current_database())::float8 as bytes`,
  );
  const { bavail, bsize } = await statfs(home.directory);
  const free = bavail * bsize;
  const mebibytes = (size: number): string => `${Math.ceil(size / 1024 / 1024)} MiB`;
  const found = `${mebibytes(free)} are free, the database has ${mebibytes(bytes)}`;
  if (free >= bytes * spaceFactor) return { subject: 'disk', state: 'good', found };
  return { subject: 'disk', state: 'blocking', found, remedy: `Free ${mebibytes(bytes * spaceFactor)}.` };
}
