import { type ChildProcess, spawn } from 'node:child_process';
import { chownSync, closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { delay } from '#kernel';

import type { Cluster } from './initialise.ts';
import { readPidFile } from './running-server.ts';
import type { ServiceUser } from './service-user.ts';
import { isTaken, startFailure } from './start-failure.ts';

export interface Server {
  readonly pid: number;
  readonly socketFolder: string;
  /** Absent when an earlier start left it running. */
  readonly child?: ChildProcess;
}

export interface StartOptions {
  /** The binary. */
  readonly postgres: string;
  readonly cluster: Cluster;
  readonly user: ServiceUser | undefined;
  readonly socketFolder: string;
  readonly log: string;
  readonly environment: Readonly<Record<string, string>>;
}

export const port = 5432;
/** As long as it lives it makes progress: after a crash it replays the write-ahead log before it is ready. */
const readyWithin = 600_000;
const lookEvery = 5;

/** Undefined when another server has the data directory, or had it until a moment ago. */
export async function startServer(options: StartOptions): Promise<Server | undefined> {
  const { cluster, socketFolder, log } = options;
  const from = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  makeSocketFolder(socketFolder, options.user);
  const child = spawnPostgres(options);
  let failure: Error | undefined;
  child.once('error', (error) => (failure = error));
  for (let waited = 0; waited < readyWithin; waited += lookEvery) {
    if (failure !== undefined || child.exitCode !== null || child.signalCode !== null) break;
    const found = readPidFile(cluster.data);
    if (found?.pid === child.pid && found?.ready === true) return { pid: found.pid, socketFolder, child };
    await delay(lookEvery);
  }
  child.kill('SIGQUIT');
  const said = failure?.message ?? readFileSync(log, 'utf8').slice(from);
  if (isTaken(said)) return undefined;
  throw startFailure({ said, data: cluster.data, log, socketFolder });
}

function spawnPostgres(options: StartOptions): ChildProcess {
  const { postgres, cluster, user, socketFolder, log, environment } = options;
  const settings = {
    listen_addresses: '',
    port: String(port),
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
    max_connections: '60',
    shared_buffers: '64MB',
    log_min_messages: 'warning',
    // Ours is a queue: many small commits that must be durable one by one.
    fsync: 'on',
    synchronous_commit: 'on',
    wal_compression: 'on',
    // Statements are short: neither pays, and parallel ones need more /dev/shm than containers have.
    jit: 'off',
    max_parallel_workers_per_gather: '0',
  };
  const output = openSync(log, 'a', 0o600);
  try {
    return spawn(
      postgres,
      [
        '-D',
        cluster.data,
        ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      // A group of its own: Ctrl-C at the terminal must not stop it before those who use it.
      {
        ...user,
        cwd: '/',
        env: { ...environment, LC_ALL: 'C', TZ: 'UTC' },
        detached: true,
        stdio: ['ignore', output, output],
      },
    );
  } finally {
    closeSync(output);
  }
}

/** Ours alone, so what is left of an earlier socket in it is in nobody's use. */
function makeSocketFolder(folder: string, user: ServiceUser | undefined): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  for (const ending of ['', '.lock']) rmSync(join(folder, `.s.PGSQL.${port}${ending}`), { force: true });
}
