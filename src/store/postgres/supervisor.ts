import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { chownSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import pg from 'pg';

import { type Logger, type TenantryError, delay, problem } from '#kernel';

import { type PgConnection, pgConfig } from '../connection.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { type Cluster, initialise, lastLine, superuser } from './initialise.ts';
import { isAlive, killLeftBackends, readPidFile, servesDirectory, waitUntilGone } from './running-server.ts';
import { type ServiceUser, serverFolder, serviceUser } from './service-user.ts';

/** A server that is there until it is stopped: started again when it dies by itself. */
export interface Postgres {
  readonly connection: PgConnection;
  readonly pid: number | undefined;
  /** True when a server that an earlier, crashed start left running was taken over. */
  readonly adopted: boolean;
  stop(): Promise<void>;
}

interface Server {
  readonly pid: number;
  readonly child: ChildProcess | undefined;
  readonly socketFolder: string;
}

const port = 5432;
const patience = 15_000;
const watchEvery = 250;

/** Starts, or takes over, the embedded server of a home's `postgres` folder. It listens on a Unix socket only. */
export async function startPostgres(options: {
  readonly directory: string;
  readonly logger: Logger;
}): Promise<Postgres> {
  const { directory, logger } = options;
  const user = serviceUser();
  const binaries = findBinaries(user);
  const folder = serverFolder(directory, user);
  const log = join(directory, 'postgres.log');
  const cluster = await initialise(directory, folder, binaries, user, log);

  const adoptable = await adopt(cluster, logger);
  let socketFolder = adoptable?.socketFolder ?? makeSocketFolder(user);
  let server = adoptable ?? (await startServer(binaries, cluster, user, socketFolder, log));
  let stopping = false;
  const watching = new AbortController();

  /** One connection for all time: the socket's place stays the same when the server is started again. */
  const connection = connectionOf(cluster, socketFolder);

  async function watch(): Promise<void> {
    while (!watching.signal.aborted) {
      await (server.child === undefined
        ? delay(watchEvery, watching.signal)
        : exited(server.child, watching.signal));
      if (stopping || servesDirectory(server.pid, cluster.data)) continue;
      logger.warn('PostgreSQL died and is started again', { pid: server.pid });
      await restart();
    }
  }

  async function restart(): Promise<void> {
    for (let pause = 50; !watching.signal.aborted; pause = Math.min(pause * 2, 5_000)) {
      try {
        killLeftBackends(cluster.data);
        server = await startServer(binaries, cluster, user, socketFolder, log);
        return;
      } catch (error) {
        logger.error('PostgreSQL did not start again', { error });
        await delay(pause, watching.signal);
      }
    }
  }

  void watch();
  return {
    connection,
    adopted: adoptable !== undefined,
    get pid() {
      return server.pid;
    },
    async stop() {
      stopping = true;
      watching.abort();
      if (isAlive(server.pid)) {
        // Fast shutdown: sessions are ended, the write-ahead log is flushed.
        process.kill(server.pid, 'SIGINT');
        if (!(await waitUntilGone(server.pid, cluster.data, patience))) process.kill(server.pid, 'SIGQUIT');
      }
      rmSync(socketFolder, { recursive: true, force: true });
      socketFolder = '';
    },
  };
}

/** A live server on our directory that knows our password is ours; one that doesn't answer is stopped. */
async function adopt(cluster: Cluster, logger: Logger): Promise<Server | undefined> {
  const found = readPidFile(cluster.data);
  if (found === undefined || !servesDirectory(found.pid, cluster.data)) {
    if (found !== undefined) killLeftBackends(cluster.data);
    return undefined;
  }
  const { pid, socketFolder } = found;
  if (await answers(connectionOf(cluster, socketFolder))) {
    logger.info('took over the PostgreSQL that an earlier start left running', { pid });
    return { pid, socketFolder, child: undefined };
  }
  logger.warn('stopping a PostgreSQL that does not answer', { pid });
  process.kill(pid, 'SIGQUIT');
  if (!(await waitUntilGone(pid, cluster.data, 5_000))) process.kill(pid, 'SIGKILL');
  await waitUntilGone(pid, cluster.data, 1_000);
  killLeftBackends(cluster.data);
  return undefined;
}

async function startServer(
  binaries: Binaries,
  cluster: Cluster,
  user: ServiceUser | undefined,
  socketFolder: string,
  log: string,
): Promise<Server> {
  const settings = {
    listen_addresses: '',
    port: String(port),
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
    max_connections: '60',
    shared_buffers: '64MB',
    log_min_messages: 'warning',
    // Ours is a queue: many small commits that must be durable one by one.
    synchronous_commit: 'on',
    wal_compression: 'on',
    jit: 'off',
  };
  const from = sizeOf(log);
  const output = openSync(log, 'a', 0o600);
  const child = spawn(
    binaries.postgres,
    ['-D', cluster.data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    // A group of its own: Ctrl-C at the terminal must not stop it before those who use it.
    { ...user, cwd: '/', env: { LC_ALL: 'C', TZ: 'UTC' }, detached: true, stdio: ['ignore', output, output] },
  );
  closeSync(output);
  let failure: Error | undefined;
  child.once('error', (error) => (failure = error));
  for (let waited = 0; waited < patience; waited += 5) {
    if (failure !== undefined || child.exitCode !== null || child.signalCode !== null) break;
    const found = readPidFile(cluster.data);
    if (found?.pid === child.pid && found?.ready === true) return { pid: found.pid, socketFolder, child };
    await delay(5);
  }
  child.kill('SIGQUIT');
  throw startFailure(failure?.message ?? readFileSync(log, 'utf8').slice(from), cluster.data, log);
}

function startFailure(said: string, directory: string, log: string): TenantryError {
  return /No space left on device/.test(said)
    ? problem('PostgresDiskFull', { directory })
    : problem('PostgresDidNotStart', { reason: lastLine(said), log });
}

/** A socket's path may have 107 bytes, so it lies in a short folder of its own that only the server's user may enter. */
function makeSocketFolder(user: ServiceUser | undefined): string {
  const folder = mkdtempSync(join(tmpdir().length > 60 ? '/tmp' : tmpdir(), 'tenantry-pg-'));
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  return folder;
}

function connectionOf({ password }: Cluster, socketFolder: string): PgConnection {
  return { host: socketFolder, port, user: superuser, password, database: 'postgres' };
}

async function answers(connection: PgConnection): Promise<boolean> {
  const client = new pg.Client({ ...pgConfig(connection), connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

function exited(child: ChildProcess, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null || signal.aborted) return resolve();
    const done = (): void => resolve();
    child.once('exit', done);
    signal.addEventListener('abort', done, { once: true });
  });
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
