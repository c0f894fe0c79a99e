import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { type Logger, delay, isProblem, monotonicNow, problem } from '#kernel';

import type { PgConnection } from '../connection.ts';
import { adopt, connectionOf } from './adopt.ts';
import { findBinaries } from './binaries.ts';
import { type Cluster, initialise } from './initialise.ts';
import { clearLeftovers, fast, servesDirectory, stopServer } from './running-server.ts';
import { serverFolder } from './server-folder.ts';
import { type ServiceUser, reachable } from './service-user.ts';
import { type Server, type StartOptions, startServer } from './start-server.ts';

/** A server that is there until it is stopped: started again when it dies by itself. */
export interface Postgres {
  /** The same for all time: the socket keeps its place when the server is started again. */
  readonly connection: PgConnection;
  readonly pid: number | undefined;
  /** True when a server that an earlier, crashed start left running was taken over. */
  readonly adopted: boolean;
  stop(): Promise<void>;
}

const watchEvery = 250;
/** A server whose pid file was deleted cannot be found; it notices within a minute and ends by itself. */
const [triesWhenTaken, pauseWhenTaken] = [240, 250];
const [firstPause, longestPause] = [50, 5_000];
/** One that dies sooner than this did not really run, and is not started again at once. */
const ranLongEnough = 10_000;

/**
 * Starts, or takes over, the embedded server of a home's `postgres` folder. It listens on a Unix socket only.
 * Errors: the `Postgres…` rows of the error table, each with what to do.
 */
export async function startPostgres(options: {
  readonly directory: string;
  readonly logger: Logger;
  /** Of the server's process, besides what it has anyway. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
}): Promise<Postgres> {
  const directory = resolve(options.directory);
  try {
    return await supervise(directory, options.logger, options.environment);
  } catch (error) {
    throw fileProblem(error, directory);
  }
}

async function supervise(
  directory: string,
  logger: Logger,
  environment: Readonly<Record<string, string>> = {},
): Promise<Postgres> {
  const folder = serverFolder(directory);
  const { user } = folder;
  const binaries = findBinaries(user);
  const log = join(directory, 'postgres.log');
  const cluster = await initialise(directory, folder, binaries, log);
  const start = { postgres: binaries.postgres, cluster, user, log, environment };
  const watching = new AbortController();

  let server = await takeOrStart(start, undefined, logger);
  const { socketFolder } = server;
  const adopted = server.child === undefined;

  async function watch(): Promise<void> {
    let pause = firstPause;
    while (!watching.signal.aborted) {
      const since = monotonicNow();
      await gone(server, cluster, watching.signal);
      if (watching.signal.aborted) return;
      logger.warn('PostgreSQL died and is started again', { pid: server.pid });
      if (monotonicNow() - since > ranLongEnough) pause = firstPause;
      while (!watching.signal.aborted) {
        try {
          server = await takeOrStart(start, socketFolder, logger);
          break;
        } catch (error) {
          logger.error('PostgreSQL did not start again', { error });
        }
        await delay(pause, watching.signal);
        pause = Math.min(pause * 2, longestPause);
      }
    }
  }

  const watched = watch();
  return {
    connection: connectionOf(cluster, socketFolder),
    adopted,
    get pid() {
      return server.pid;
    },
    async stop() {
      watching.abort();
      await watched;
      await stopServer(server.pid, cluster.data, fast);
      rmSync(socketFolder, { recursive: true, force: true });
    },
  };
}

/** Two may supervise the same server for a moment: whoever comes second takes what the first one started. */
async function takeOrStart(
  start: Omit<StartOptions, 'socketFolder'>,
  socketFolder: string | undefined,
  logger: Logger,
): Promise<Server> {
  const { cluster, user, log } = start;
  for (let attempt = 1; attempt <= triesWhenTaken; attempt++) {
    const running = await adopt(cluster, logger);
    if (running !== undefined) return running;
    await clearLeftovers(cluster.data);
    const started = await startIn(socketFolder ?? newSocketFolder(user), start, socketFolder === undefined);
    if (started !== undefined) return started;
    await delay(pauseWhenTaken);
  }
  throw problem('PostgresDidNotStart', { reason: `another server uses ${cluster.data}`, log });
}

async function startIn(
  socketFolder: string,
  start: Omit<StartOptions, 'socketFolder'>,
  isNew: boolean,
): Promise<Server | undefined> {
  let started: Server | undefined;
  try {
    started = await startServer({ ...start, socketFolder });
    return started;
  } finally {
    if (isNew && started === undefined) rmSync(socketFolder, { recursive: true, force: true });
  }
}

async function gone({ pid, child }: Server, { data }: Cluster, signal: AbortSignal): Promise<void> {
  if (child !== undefined) return exited(child, signal);
  while (!signal.aborted && servesDirectory(pid, data)) await delay(watchEvery, signal);
}

function exited(child: ChildProcess, signal: AbortSignal): Promise<void> {
  return new Promise((settle) => {
    if (child.exitCode !== null || child.signalCode !== null || signal.aborted) return settle();
    const done = (): void => {
      child.off('exit', done);
      signal.removeEventListener('abort', done);
      settle();
    };
    child.once('exit', done);
    signal.addEventListener('abort', done, { once: true });
  });
}

/**
 * A socket's path may have 107 bytes (sockaddr_un), so it lies in a short folder of its own that only the server's user
 * may enter.
 */
function newSocketFolder(user: ServiceUser | undefined): string {
  const temporary = tmpdir();
  const fits = temporary.length <= 60 && (user === undefined || reachable(temporary));
  return mkdtempSync(join(fits ? temporary : '/tmp', 'tenantry-pg-'));
}

function fileProblem(error: unknown, directory: string): unknown {
  const { code, path = directory } = (error ?? {}) as NodeJS.ErrnoException;
  if (isProblem(error) || code === undefined) return error;
  if (code === 'ENOSPC' || code === 'EDQUOT') return problem('PostgresDiskFull', { directory: path }, error);
  return /^(EACCES|EPERM|EROFS)$/.test(code)
    ? problem('PostgresNoPermission', { path, reason: code }, error)
    : error;
}
