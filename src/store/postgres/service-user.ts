import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

import { problem } from '#kernel';

/** Whom the server runs as when we are root: PostgreSQL refuses root itself. */
export interface ServiceUser {
  readonly uid: number;
  readonly gid: number;
}

const candidates = ['postgres', 'nobody'];

/**
 * Undefined when we are an ordinary user: then the server runs as we do. Data that exist already are served by their
 * owner, so that a home which an ordinary user made also starts as root.
 */
export function serviceUser(owner: number | undefined): ServiceUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  // initdb looks its own user up by number, so the user must stand in the password file.
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found =
    users.find(([, , uid]) => owner !== undefined && owner !== 0 && Number(uid) === owner) ??
    candidates
      .map((name) => users.find((fields) => fields[0] === name))
      .find((fields) => fields !== undefined);
  if (found === undefined) throw problem('PostgresNoServiceUser');
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

/** Can anyone walk down to it? Any folder on the way without `x` for others stops the service user. */
export function reachable(path: string): boolean {
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
  }
  return true;
}
