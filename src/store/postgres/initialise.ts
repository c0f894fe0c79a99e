import { spawn } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { newId, newSecret, problem } from '#kernel';

import type { Binaries } from './binaries.ts';
import type { ServiceUser } from './service-user.ts';

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
  folder: string,
  binaries: Binaries,
  user: ServiceUser | undefined,
  log: string,
): Promise<Cluster> {
  const data = join(folder, 'data');
  const passwordFile = join(directory, 'password');
  const version = readIfThere(join(data, 'PG_VERSION'))?.trim();
  if (version !== undefined && version !== binaries.version) {
    throw problem('PostgresWrongVersion', { directory: data, found: version, wanted: binaries.version });
  }
  const password = readIfThere(passwordFile);
  if (version !== undefined && password !== undefined) return { data, password };

  // Data of a home that was deleted and made again under the same name: kept, but out of the way.
  if (existsSync(data)) renameSync(data, `${data}-left-${newId().slice(0, 8)}`);
  const made = newSecret(24);
  const unfinished = join(folder, 'unfinished');
  const pwfile = join(folder, 'pw');
  rmSync(unfinished, { recursive: true, force: true });
  writeFileSync(pwfile, made, { mode: 0o644 });
  try {
    await runInitdb(binaries.initdb, unfinished, pwfile, user, log);
  } finally {
    rmSync(pwfile, { force: true });
  }
  writeFileSync(passwordFile, made, { mode: 0o600 });
  renameSync(unfinished, data);
  return { data, password: made };
}

function runInitdb(
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
  return new Promise((resolve, reject) => {
    child.once('error', (error) =>
      reject(problem('PostgresDidNotStart', { reason: error.message, log }, error)),
    );
    child.once('close', (code) => {
      writeFileSync(log, said, { flag: 'a', mode: 0o600 });
      if (code === 0) resolve();
      else if (/No space left on device/.test(said)) reject(problem('PostgresDiskFull', { directory: data }));
      else reject(problem('PostgresDidNotStart', { reason: lastLine(said), log }));
    });
  });
}

export function lastLine(text: string): string {
  const lines = text.trim().split('\n');
  return lines.findLast((line) => /FATAL|PANIC|error/i.test(line)) ?? lines.at(-1) ?? 'it said nothing';
}

export function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
