import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, readdir } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';

import { isoTime, problem, systemClock } from '#kernel';
import { type PgConnection, dumpDatabase } from '#store';
import { copyTenantFile } from '#tenant';

import type { Home } from '../home/layout.ts';
import { type Installation, writeWhole } from '../home/prepare.ts';
import { openFiles } from './home-files.ts';
import {
  type Manifest,
  databaseFolder,
  described,
  filesBelow,
  homeFolder,
  manifestName,
  tenantFolder,
} from './manifest.ts';
import { withDatabase } from './with-database.ts';

export interface BackupRequest {
  readonly home: Home;
  /** New, or empty. */
  readonly folder: string;
  readonly version: string;
  readonly database?: PgConnection | undefined;
  readonly onProgress?: (what: string) => void;
}

/**
 * Writes everything of a home but its keys into a folder, while it runs or not: the database as it is at one moment, the files of its
 * tenants, certificates, sealed identities. The manifest comes last: a folder without one is no backup.
 * @throws BackupNoHome, BackupFolderNotEmpty
 */
export async function createBackup(request: BackupRequest): Promise<Manifest> {
  const { home, folder, version, onProgress = () => {} } = request;
  if (!existsSync(home.installation)) throw problem('BackupNoHome', { home: home.directory });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) throw problem('BackupFolderNotEmpty', { folder });
  // Before the database: seals that it does not know yet would look as if its tail had been cut off.
  onProgress('certificates and seals');
  for (const path of await openFiles(home)) {
    const copy = join(folder, homeFolder, path);
    await mkdir(dirname(copy), { recursive: true, mode: 0o700 });
    await copyFile(join(home.directory, path), copy);
  }
  const database = await withDatabase(home, request.database, (connection) =>
    dumpDatabase({ connection, folder: join(folder, databaseFolder), onTable: onProgress }),
  );
  for (const path of await tenantFiles(home)) {
    onProgress(`tenant ${path}`);
    const copy = join(folder, tenantFolder, path);
    await mkdir(dirname(copy), { recursive: true, mode: 0o700 });
    copyTenantFile(join(home.tenants, path), copy);
  }
  onProgress('checksums');
  const files: Manifest['files'][number][] = [];
  for (const path of await filesBelow(folder)) files.push(await described(folder, path));
  const { subscriptionId } = JSON.parse(await readFile(home.installation, 'utf8')) as Installation;
  const manifest: Manifest = {
    format: 1,
    version,
    createdAt: isoTime(systemClock.now()),
    subscriptionId,
    database: {
      ...database,
      migrations: [...database.migrations],
      tables: database.tables.map((table) => ({ ...table, columns: [...table.columns] })),
      sequences: [...database.sequences],
    },
    files,
  };
  await writeWhole(join(folder, manifestName), `${JSON.stringify(manifest, null, 2)}\n`);
  await writeWhole(home.lastBackup, JSON.stringify({ createdAt: manifest.createdAt, folder }));
  return manifest;
}

/** Tenants, forks and kept states; not what clients asked of them, nor what is half made. */
async function tenantFiles(home: Home): Promise<string[]> {
  if (!existsSync(home.tenants)) return [];
  return (await filesBelow(home.tenants)).filter(
    (path) =>
      path.endsWith('.sqlite') &&
      !path.endsWith('.requests.sqlite') &&
      !path.split(sep).includes('draft.sqlite'),
  );
}
