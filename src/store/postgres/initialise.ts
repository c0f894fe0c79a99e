import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { newId, newSecret, problem } from '#kernel';

import { synced, writeDurably } from '../durable-file.ts';
import type { Binaries } from './binaries.ts';
import { readIfThere } from './read-if-there.ts';
import { fast, readPidFile, stopServer } from './running-server.ts';
import { type ServerFolder, rememberFolder } from './server-folder.ts';
import type { ServiceUser } from './service-user.ts';
import { startFailure } from './start-failure.ts';

export const superuser = 'tenantry';

export interface Cluster {
  readonly data: string;
  readonly password: string;
}

/**
 * Makes the data directory at first use. initdb works beside it and the finished directory is renamed into place, so a
 * crash or a full disk leaves nothing that looks like a database.
 */
export async function initialise(
  directory: string,
  folder: ServerFolder,
  binaries: Binaries,
  log: string,
): Promise<Cluster> {
  const data = join(folder.path, 'data');
  const passwordFile = join(directory, 'password');
  const version = readIfThere(join(data, 'PG_VERSION'))?.trim();
  const password = readIfThere(passwordFile)?.trim();
  if (version !== undefined && version !== binaries.version)
    throw problem('PostgresWrongVersion', { directory: data, found: version, wanted: binaries.version });
  if (version === undefined && folder.remembered)
    throw problem('PostgresDataMissing', { data, file: join(directory, 'location') });
  if (version !== undefined && password !== undefined && password !== '') {
    rememberFolder(directory, folder.path);
    return { data, password };
  }
  if (folder.remembered) throw problem('PostgresPasswordMissing', { data, file: passwordFile });

  // Data of a home that was deleted and made again under the same name: kept, but out of the way.
  if (existsSync(data)) {
    const left = readPidFile(data);
    if (left !== undefined) await stopServer(left.pid, data, fast);
    renameSync(data, `${data}-left-${newId().slice(0, 8)}`);
  }
  const made = newSecret(24);
  const unfinished = join(folder.path, 'unfinished');
  const pwfile = join(folder.path, 'pw');
  rmSync(unfinished, { recursive: true, force: true });
  writeFileSync(pwfile, made, { mode: 0o644 });
  try {
    await runInitdb(binaries.initdb, unfinished, pwfile, folder.user, log);
  } finally {
    rmSync(pwfile, { force: true });
  }
  writeDurably(passwordFile, made);
  renameSync(unfinished, data);
  synced(folder.path, 'r');
  rememberFolder(directory, folder.path);
  return { data, password: made };
}

async function runInitdb(
  initdb: string,
  data: string,
  pwfile: string,
  user: ServiceUser | undefined,
  log: string,
): Promise<void> {
  const child = spawn(
    initdb,
    [
      '-D',
      data,
      '-U',
      superuser,
      `--pwfile=${pwfile}`,
      '--auth=scram-sha-256',
      '-E',
      'UTF8',
      '--locale=C',
      '--no-instructions',
    ],
    { ...user, cwd: '/', env: { LC_ALL: 'C' }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close').catch((error: Error) => {
    throw problem('PostgresDidNotStart', { reason: error.message, log }, error);
  })) as [number | null];
  writeFileSync(log, said, { flag: 'a', mode: 0o600 });
  if (code !== 0) throw startFailure({ said, data, log });
}
