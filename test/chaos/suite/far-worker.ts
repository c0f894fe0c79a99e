import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { type LinkProxy, openLinkProxy } from './link-proxy.ts';

/** A third worker, which reaches its control plane through something that can be disturbed. Killed, it is started again. */
export interface FarWorker {
  readonly proxy: LinkProxy;
  readonly pid: number;
  stop(): Promise<void>;
}

const program = fileURLToPath(new URL('far-worker-program.ts', import.meta.url));

export async function startFarWorker(home: string, folder: string): Promise<FarWorker> {
  const proxy = await openLinkProxy(join(folder, 'far.sock'), join(home, 'run', 'link.sock'));
  let stopping = false;
  let child: ChildProcess;
  const start = (): void => {
    child = fork(program, [home, proxy.socketPath, join(folder, 'far')], {
      execArgv: ['--conditions=source'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.once('exit', () => {
      if (!stopping) start();
    });
  };
  start();
  await once(child!, 'message');
  return {
    proxy,
    get pid() {
      return child.pid!;
    },
    async stop() {
      stopping = true;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
      await proxy.close();
    },
  };
}
