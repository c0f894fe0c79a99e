import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { makeJoinToken, program, untilLive } from '../test/joining.ts';
import type { TestSystem } from '../test/system.ts';

/** A worker that joined a group of the system by its token, as a process of this machine that has nothing of the system's. */
export interface GroupWorker {
  /** Returns when, in milliseconds of the clock. */
  kill(): Promise<number>;
  run(): void;
  stop(): Promise<void>;
}

export async function joinGroup(system: TestSystem, group: string, name: string): Promise<GroupWorker> {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-group-worker-'));
  const [home, env] = [join(folder, 'home'), { PATH: process.env['PATH'], HOME: folder }];
  const { token, origin } = await makeJoinToken(system, group);
  const joining = ['worker', 'join', origin, '--group', group, '--name', name, '--home', home];
  await promisify(execFile)(process.execPath, [program, ...joining], {
    env: { ...env, TENANTRY_JOIN_TOKEN: token },
  });
  let child: ChildProcess;
  const run = (): void => {
    child = spawn(process.execPath, [program, 'worker', 'run', '--home', home], { env, stdio: 'ignore' });
  };
  const end = async (): Promise<void> => {
    const gone = once(child, 'exit');
    if (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL')) await gone;
  };
  run();
  await untilLive(system, group, name);
  return {
    async kill() {
      const at = Date.now();
      await end();
      return at;
    },
    run,
    async stop() {
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
