import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize } from 'node:path';

import { problem, silentLogger } from '#kernel';
import { createQueue } from '#queue';
import {
  type Database,
  type PgConnection,
  knownMigrations,
  keySource,
  loadDatabase,
  migrateWithin,
  openDatabase,
  openVault,
  proveVault,
  removePostgresFiles,
  sql,
  startPostgres,
} from '#store';

import { type Home, packageRoot } from '../home/layout.ts';
import { writeWhole } from '../home/prepare.ts';
import { type HomeKeys, openKeys } from './key-file.ts';
import { type Manifest, databaseFolder, homeFolder, tenantFolder, verifyBackup } from './manifest.ts';

export interface RestoreRequest {
  readonly folder: string;
  /** New, or empty. */
  readonly home: Home;
  readonly keyFile: string;
  readonly passphrase: string;
  /** The user's own server; it must hold no Tenantry yet. */
  readonly database?: PgConnection | undefined;
  readonly environment: NodeJS.ProcessEnv;
  readonly onProgress?: (what: string) => void;
}

const migrationFolder = join(packageRoot, 'sql');

/**
 * Makes a home of a backup and the keys that were exported apart. Everything is checked before anything is written; when it fails
 * later, nothing of it is left.
 * @throws BackupMissing, BackupBroken, BackupTooNew, BackupForeign, RestoreHomeNotEmpty, RestoreDatabaseNotEmpty, PassphraseWrong, VaultKeyWrong
 */
export async function restoreBackup(request: RestoreRequest): Promise<Manifest> {
  const { folder, home, keyFile, passphrase, onProgress = () => {} } = request;
  if (existsSync(home.directory) && (await readdir(home.directory)).length > 0)
    throw problem('RestoreHomeNotEmpty', { home: home.directory });
  onProgress('checking the backup');
  const manifest = await verifyBackup(folder);
  await demandSameHistory(manifest);
  const keys = await openKeys(keyFile, passphrase);
  try {
    await writeFiles(request, manifest, keys);
    await restoreDatabase(request, manifest);
  } catch (error) {
    removePostgresFiles(home.postgres);
    await rm(home.directory, { recursive: true, force: true });
    throw error;
  }
  return manifest;
}

/** A newer version wrote tables that this one does not have; another one wrote others. */
async function demandSameHistory({ version, database }: Manifest): Promise<void> {
  const known = new Map(
    (await knownMigrations(migrationFolder)).map(({ number, checksum }) => [number, checksum]),
  );
  for (const { number, checksum } of database.migrations) {
    if (!known.has(number)) throw problem('BackupTooNew', { found: `version ${version}` });
    if (known.get(number) !== checksum)
      throw problem('BackupForeign', { reason: `its migration ${number} is another one` });
  }
}

async function writeFiles(
  { folder, home }: RestoreRequest,
  { files }: Manifest,
  keys: HomeKeys,
): Promise<void> {
  await mkdir(home.directory, { recursive: true, mode: 0o700 });
  const targets: Readonly<Record<string, string>> = {
    [homeFolder]: home.directory,
    [tenantFolder]: home.tenants,
  };
  for (const { path } of files) {
    const [first = '', ...rest] = path.split('/');
    const target = targets[first];
    if (target === undefined) continue;
    const file = within(target, rest.join('/'));
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await copyFile(join(folder, path), file);
  }
  for (const [path, content] of Object.entries(keys)) {
    const file = within(home.directory, path);
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeWhole(file, content);
  }
}

/** Whoever wrote the manifest decides on names, and not on places. */
function within(folder: string, path: string): string {
  const normal = normalize(path);
  if (isAbsolute(normal) || normal.split('/').includes('..') || path === '')
    throw problem('BackupBroken', { file: path, reason: 'it leads out of the home' });
  return join(folder, normal);
}

async function restoreDatabase(request: RestoreRequest, manifest: Manifest): Promise<void> {
  const { home, onProgress = () => {} } = request;
  onProgress('PostgreSQL');
  const postgres =
    request.database === undefined
      ? await startPostgres({ directory: home.postgres, logger: silentLogger })
      : undefined;
  const connection = postgres?.connection ?? request.database!;
  const db = openDatabase({ connection, logger: silentLogger });
  try {
    const { taken, queued } = await db.one<{ taken: boolean; queued: boolean }>(sql`
      select to_regclass('public.migration') is not null as taken, to_regnamespace('queue') is not null as queued`);
    if (taken) throw problem('RestoreDatabaseNotEmpty');
    try {
      await fill(request, manifest, connection, db);
    } catch (error) {
      // All else is undone with its transaction.
      if (!queued) await db.query(sql`drop schema if exists queue cascade`).catch(() => {});
      throw error;
    }
  } finally {
    await db.close();
    await postgres?.stop();
  }
}

/** Whatever ends it in the middle, the server too: a start finds either no Tenantry there or all of it. */
async function fill(
  { home, folder, environment, onProgress = () => {} }: RestoreRequest,
  { database }: Manifest,
  connection: PgConnection,
  db: Database,
): Promise<void> {
  // Its tables are its own matter, and without ours nobody takes them for an installation; the work in them is ours.
  const queue = createQueue({ db, logger: silentLogger });
  await queue.start();
  await queue.stop();
  await loadDatabase({
    connection,
    folder: join(folder, databaseFolder),
    dump: database,
    onTable: onProgress,
    prepare: (tx) => migrateWithin(tx, migrationFolder, { upTo: database.migrations.at(-1)?.number ?? 0 }),
    async prove(tx) {
      onProgress('keys');
      const vault = openVault({ keys: keySource(home.keyEncryptionKey, environment) });
      await proveVault(tx, vault, home.keyEncryptionKey);
    },
  });
}
