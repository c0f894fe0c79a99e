import { createHash } from 'node:crypto';
import { chownSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

import { problem } from '#kernel';

import { writeDurably } from '../durable-file.ts';
import { readIfThere } from './read-if-there.ts';
import { type ServiceUser, reachable, serviceUser } from './service-user.ts';

/** What the service user must reach but cannot in place (a home or an install under /root, say) lies here. */
export const sharedFolder = '/var/lib/tenantry';

/** The folder that belongs to the server alone, and whom the server runs as. */
export interface ServerFolder {
  readonly path: string;
  readonly user: ServiceUser | undefined;
  /** True when this home made a database there before: then there must be one. */
  readonly remembered: boolean;
}

/**
 * It lies in the home, unless the service user cannot get there: then under /var/lib, named after the home. Once there is
 * a database its place is remembered in the home, so that neither another name of the home nor another user finds an
 * empty one.
 */
export function serverFolder(directory: string): ServerFolder {
  const place = readIfThere(join(directory, locationFile))?.trim();
  const known = place === undefined ? undefined : resolve(directory, place);
  const user = serviceUser(ownerOf(known ?? join(directory, inside)));
  mkdirSync(directory, { recursive: true, mode: user === undefined ? 0o700 : 0o711 });
  if (known !== undefined && ownerOf(known) === undefined)
    throw problem('PostgresDataMissing', { data: known, file: join(directory, locationFile) });
  const path = known ?? makeFolder(directory, user);
  const owner = ownerOf(path);
  if (user === undefined && process.getuid !== undefined && owner !== process.getuid())
    throw problem('PostgresNoPermission', { path, reason: `it belongs to user ${owner}` });
  // A server's working directory, by which it is known again, is the real one.
  return { path: realpathSync(path), user, remembered: known !== undefined };
}

/** Relative where the database moves along with the home. */
export function rememberFolder(directory: string, path: string): void {
  const within = relative(realpathSync(directory), path);
  const place = within.startsWith('..') ? path : within;
  if (readIfThere(join(directory, locationFile)) !== place)
    writeDurably(join(directory, locationFile), place);
}

const locationFile = 'location';
const inside = 'server';

function makeFolder(directory: string, user: ServiceUser | undefined): string {
  const name = createHash('sha256').update(resolve(directory)).digest('hex').slice(0, 12);
  const path =
    user === undefined || reachable(directory) ? join(directory, inside) : join(sharedFolder, name);
  mkdirSync(dirname(path), { recursive: true, mode: 0o711 });
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (user !== undefined) chownSync(path, user.uid, user.gid);
  return path;
}

function ownerOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.uid;
}
