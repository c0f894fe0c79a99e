import { createHash } from 'node:crypto';
import { chownSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { problem } from '#kernel';

import { reachable } from './binaries.ts';

/** Whom the server runs as when we are root: PostgreSQL refuses root itself. */
export interface ServiceUser {
  readonly uid: number;
  readonly gid: number;
}

const candidates = ['postgres', 'nobody'];

/** Undefined when we are an ordinary user: then the server runs as we do. */
export function serviceUser(): ServiceUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  // initdb looks its own user up by number, so the user must stand in the password file.
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of candidates) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':');
    if (fields !== undefined) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw problem('PostgresNoServiceUser');
}

/**
 * The folder that belongs to the server alone. It lies in the home, unless the service user cannot get there (a home
 * under /root): then under /var/lib, named after the home.
 */
export function serverFolder(directory: string, user: ServiceUser | undefined): string {
  mkdirSync(directory, { recursive: true, mode: user === undefined ? 0o700 : 0o711 });
  const inside = user === undefined || reachable(directory);
  const name = createHash('sha256').update(directory).digest('hex').slice(0, 12);
  const folder = inside ? join(directory, 'server') : join('/var/lib/tenantry', name);
  mkdirSync(dirname(folder), { recursive: true, mode: 0o711 });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  return folder;
}
