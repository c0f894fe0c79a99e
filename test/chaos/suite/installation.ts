import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type JoinedSystems, startJoined } from '../../joined-systems.ts';
import { type FarWorker, startFarWorker } from './far-worker.ts';

/** Two systems on one database, a third worker behind a proxy, and, where this machine lets us, a small disk for PostgreSQL. */
export interface Installation extends JoinedSystems {
  readonly far: FarWorker;
  /** Where PostgreSQL lies, when that disk is small enough to be filled. */
  readonly smallDisk: string | undefined;
}

const diskMebibytes = 400;

export async function startInstallation(how: { readonly smallDisk: boolean }): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-chaos-'));
  // PostgreSQL may run as another user: let it walk through.
  chmodSync(folder, 0o711);
  const disk = how.smallDisk ? mountSmall(join(folder, 'disk')) : undefined;
  const both = await startJoined({}, disk);
  const far = await startFarWorker(both.first.home, folder);
  return {
    ...both,
    // A getter, which a spread would read once.
    get second() {
      return both.second;
    },
    far,
    smallDisk: disk,
    async stop() {
      await far.stop();
      await both.stop();
      if (disk !== undefined) execFileSync('umount', ['-l', disk]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Undefined where file systems cannot be mounted. */
function mountSmall(folder: string): string | undefined {
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${diskMebibytes}m,mode=0755`, 'tmpfs', folder], {
      stdio: 'ignore',
    });
    return folder;
  } catch {
    return undefined;
  }
}
