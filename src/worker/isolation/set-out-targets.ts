import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, type ListenOptions, type Server, createServer } from 'node:net';
import { join } from 'node:path';

import { newSecret } from '#kernel';

import type { CanaryTargets } from './canary-targets.ts';

/** Puts what the canary goes for where the real things lie: in the worker's folder, on loopback, in this process. */
export async function setOutTargets(
  directory: string,
): Promise<{ readonly targets: CanaryTargets; readonly clear: () => Promise<void> }> {
  const mark = newSecret(6);
  const workerFile = join(directory, `canary-${mark}`);
  const otherJob = join(directory, 'slots', `canary-${mark}`);
  const socketPath = join(directory, `canary-${mark}.s`);
  const abstractSocket = `tenantry-canary-${mark}`;
  await mkdir(otherJob, { recursive: true, mode: 0o700 });
  const otherJobFile = join(otherJob, 'runbook');
  await Promise.all([workerFile, otherJobFile].map((file) => writeFile(file, 'canary', { mode: 0o600 })));
  const servers = await Promise.all([
    listen({ port: 0, host: '127.0.0.1' }),
    listen({ path: socketPath }),
    listen({ path: `\0${abstractSocket}` }),
  ]);
  return {
    targets: {
      workerFile,
      otherJobFile,
      workerPid: process.pid,
      workerStart: readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1)!.split(' ')[19]!,
      listenerPort: (servers[0]!.address() as AddressInfo).port,
      socketPath,
      abstractSocket,
    },
    async clear() {
      for (const server of servers) server.close();
      await Promise.all([workerFile, otherJob].map((path) => rm(path, { recursive: true, force: true })));
    },
  };
}

async function listen(at: ListenOptions): Promise<Server> {
  const server = createServer((socket) => socket.destroy()).listen(at);
  await once(server, 'listening');
  return server;
}
