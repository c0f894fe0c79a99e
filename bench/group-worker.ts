import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { type TestSystem, until } from '../test/system.ts';

/** A worker that joined a group of the system by its token, as a process of this machine that has nothing of the system's. */
export interface GroupWorker {
  /** Returns when, in milliseconds of the clock. */
  kill(): Promise<number>;
  run(): void;
  stop(): Promise<void>;
}

const program = fileURLToPath(new URL('../bin/tenantry.js', import.meta.url));

export async function joinGroup(system: TestSystem, group: string, name: string): Promise<GroupWorker> {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-group-worker-'));
  const [home, env] = [join(folder, 'home'), { PATH: process.env['PATH'], HOME: folder }];
  const tenantry = (argv: readonly string[], environment: NodeJS.ProcessEnv = env) =>
    promisify(execFile)(process.execPath, [program, ...argv], { env: environment });
  const create = ['worker', 'token', 'create', '--group', group, '--json', '--home', system.home];
  const { token, origin } = JSON.parse((await tenantry(create)).stdout) as { token: string; origin: string };
  const join_ = ['worker', 'join', origin, '--group', group, '--name', name, '--home', home];
  await tenantry(join_, { ...env, TENANTRY_JOIN_TOKEN: token });
  let child: ChildProcess;
  const run = (): void => {
    child = spawn(process.execPath, [program, 'worker', 'run', '--home', home], { env, stdio: 'ignore' });
  };
  const end = async (): Promise<void> => {
    const gone = once(child, 'exit');
    if (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL')) await gone;
  };
  run();
  await until(async () => {
    const workers = await Array.fromAsync(system.session.client.workerGroups.workers(group));
    return workers.some((each) => each.workerName === name && each.live) || undefined;
  });
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
