import { type ChildProcess, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { makeJoinToken, program, untilLive } from '../../joining.ts';
import type { TestSystem } from '../../system.ts';
import { mountSmall } from './disk.ts';
import type { Network } from './network.ts';

export const farGroup = 'beyond';

/** A worker of a group on what is another machine to the network. Killed, it is started again on the same home. */
export interface GroupWorker {
  readonly network: Network;
  readonly pid: number | undefined;
  /** Where it keeps what the control plane has not heard: a disk of its own, which is small. */
  readonly spool: string | undefined;
  stop(): Promise<void>;
}

const spoolMebibytes = 16;

export async function startGroupWorker(
  system: TestSystem,
  network: Network,
  folder: string,
): Promise<GroupWorker> {
  const home = join(folder, 'beyond');
  const environment = { PATH: process.env['PATH'], HOME: folder };
  await system.session.client.workerGroups.put(farGroup);
  const { token, origin } = await makeJoinToken(system, farGroup);
  const joining = network.spawn(
    [process.execPath, program, 'worker', 'join', origin, '--group', farGroup, '--home', home],
    { ...environment, TENANTRY_JOIN_TOKEN: token },
  );
  const [code] = (await once(joining, 'exit')) as [number];
  if (code !== 0) throw new Error(`the worker of the group could not join: ${code}`);
  const spool = join(home, 'hybrid-worker', 'spool');
  mkdirSync(spool, { recursive: true });
  const disk = mountSmall(spool, spoolMebibytes);

  let stopping = false;
  let child: ChildProcess;
  const start = (): void => {
    child = network.spawn([process.execPath, program, 'worker', 'run', '--home', home], environment);
    child.once('exit', () => {
      if (!stopping) start();
    });
  };
  start();
  await untilLive(system, farGroup);
  return {
    network,
    spool: disk,
    get pid() {
      return child.pid;
    },
    async stop() {
      stopping = true;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
      network.close();
      if (disk !== undefined) execFileSync('umount', ['-l', disk]);
    },
  };
}
