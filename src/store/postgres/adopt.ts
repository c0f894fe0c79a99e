import pg from 'pg';

import { type Logger, delay } from '#kernel';

import { type PgConnection, pgConfig } from '../connection.ts';
import { sqlState } from '../database-errors.ts';
import { type Cluster, superuser } from './initialise.ts';
import { atOnce, readPidFile, servesDirectory, stopServer } from './running-server.ts';
import { type Server, port } from './start-server.ts';

const answerWithin = 2_000;
const askAgainAfter = 20;
/** From the pid file to the socket takes a server milliseconds; one that needs this long hangs. */
const socketWithin = 10_000;
/** Starting up after a crash, or shutting down: it says so itself, and is waited for. */
const cannotConnectNow = '57P03';

/**
 * A live server on our data directory that knows our password is ours. One that does not answer, or answers somebody
 * else's password, is stopped, so that no crash leaves a dead end.
 */
export async function adopt(cluster: Cluster, logger: Logger): Promise<Server | undefined> {
  for (let waited = 0; ; waited += askAgainAfter) {
    const found = readPidFile(cluster.data);
    if (found === undefined || !servesDirectory(found.pid, cluster.data)) return undefined;
    const { pid, socketFolder, ready } = found;
    const refusal = await ask(connectionOf(cluster, socketFolder));
    if (refusal === undefined) {
      logger.info('took over the PostgreSQL that an earlier start left running', { pid });
      return { pid, socketFolder };
    }
    const comes = refusal === cannotConnectNow || (!ready && waited < socketWithin);
    if (!comes && servesDirectory(pid, cluster.data)) {
      logger.warn('stopping a PostgreSQL that does not answer', { pid, refusal });
      await stopServer(pid, cluster.data, atOnce);
      return undefined;
    }
    await delay(askAgainAfter);
  }
}

export function connectionOf({ password }: Cluster, socketFolder: string): PgConnection {
  return { host: socketFolder, port, user: superuser, password, database: 'postgres' };
}

/** Undefined when it answers, else why not. */
async function ask(connection: PgConnection): Promise<string | undefined> {
  const client = new pg.Client({ ...pgConfig(connection), connectionTimeoutMillis: answerWithin });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
    return undefined;
  } catch (error) {
    return sqlState(error) ?? String(error);
  } finally {
    void client.end().catch(() => {});
  }
}
