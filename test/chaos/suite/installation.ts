import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type JoinedSystems, startJoined } from '../../joined-systems.ts';
import { mountSmall } from './disk.ts';
import { type MachineClock, machineClock } from './machine-clock.ts';
import { type FarWorker, startFarWorker } from './far-worker.ts';
import { type GroupWorker, startGroupWorker } from './group-worker.ts';
import { freePortOf, openNetwork } from './network.ts';

/**
 * Two systems on one database, a third worker behind a proxy, and, where this machine lets us, a worker of a group in a network
 * of its own and small disks that can be filled.
 */
export interface Installation extends JoinedSystems {
  readonly far: FarWorker;
  readonly beyond: GroupWorker | undefined;
  /** Where PostgreSQL lies, when that disk is small enough to be filled. */
  readonly smallDisk: string | undefined;
  /** Of the machine that all of it runs on but the worker of the group. */
  readonly clock: MachineClock | undefined;
}

const diskMebibytes = 400;

/** `whole` takes all that it has; without it what takes long to start is left out. */
export async function startInstallation({ whole }: { readonly whole: boolean }): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-chaos-'));
  // PostgreSQL may run as another user: let it walk through.
  chmodSync(folder, 0o711);
  const disk = whole ? mountSmall(join(folder, 'disk'), diskMebibytes) : undefined;
  const network = whole ? openNetwork() : undefined;
  const clock = whole ? machineClock(folder) : undefined;
  // What dies is started again with it, whenever that is.
  Object.assign(process.env, clock?.environment);
  const both = await startJoined({
    disk,
    environment: clock?.environment,
    ofFirst: network && { workers: await entranceAt(network.address) },
  });
  const far = await startFarWorker(both.first.home, folder);
  const beyond = network && (await startGroupWorker(both.first, network, folder));
  return {
    ...both,
    // A getter, which a spread would read once.
    get second() {
      return both.second;
    },
    far,
    beyond,
    smallDisk: disk,
    clock,
    async stop() {
      await beyond?.stop();
      await far.stop();
      await both.stop();
      for (const name of Object.keys(clock?.environment ?? {})) delete process.env[name];
      if (disk !== undefined) execFileSync('umount', ['-l', disk]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function entranceAt(host: string): Promise<{ host: string; port: number; origin: string }> {
  const port = await freePortOf(host);
  return { host, port, origin: `https://${host}:${port}` };
}
