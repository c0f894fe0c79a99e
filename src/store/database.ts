import pg from 'pg';

import type { Logger } from '#kernel';

import { type PgConnection, pgConfig } from './connection.ts';
import { databaseError, sqlState } from './database-errors.ts';
import { type Listener, createListener } from './listener.ts';
import type { Queryable, Transaction } from './queryable.ts';
import { sql, statement } from './sql.ts';
import { currentGuard } from './transaction-guard.ts';
import { commit, queryable, run, transactionOf } from './transaction.ts';

export type { Queryable, Transaction } from './queryable.ts';

export interface Database extends Queryable {
  readonly connection: PgConnection;
  /** Commits when `work` resolves, rolls back when it rejects; tried again after a deadlock or a serialisation failure. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  notify(channel: string, payload: string): Promise<void>;
  /** Connections of the pool now, and who waits for one. */
  pool(): { readonly total: number; readonly idle: number; readonly waiting: number };
  /** Survives a restart of the server; what was notified meanwhile is lost, so `onReconnect` asks for a look. */
  listen(
    channel: string,
    handle: (payload: string) => void,
    onReconnect?: () => void,
  ): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

const triesAfterConflict = 5;
const conflicts = new Set(['40001', '40P01']);
/** A pool that stays exhausted, or a server that accepts and never answers, is as good as none. */
const connectTimeoutMilliseconds = 10_000;

export function openDatabase(options: {
  readonly connection: PgConnection;
  readonly logger: Logger;
  readonly maxConnections?: number;
}): Database {
  const { connection, logger, maxConnections = 12 } = options;
  const pool = new pg.Pool({
    ...pgConfig(connection),
    max: maxConnections,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: connectTimeoutMilliseconds,
  });
  // An idle connection that the server dropped: the pool makes a new one when it is needed.
  pool.on('error', (error) => logger.warn('a database connection was lost', { reason: error.message }));
  // One that the server ends as it is made, in the same packet, is neither the pool's nor yet ours: its first statement tells.
  pool.on('connect', (client) => client.on('error', () => {}));
  let listener: Listener | undefined;

  return {
    ...queryable((statement) => run(pool, statement)),
    connection,
    pool: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    async transaction(work) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await transactionOnce(pool, logger, work);
        } catch (error) {
          if (attempt >= triesAfterConflict || !conflicts.has(sqlState(error) ?? '')) throw error;
        }
      }
    },
    async notify(channel, payload) {
      await run(pool, sql`select pg_notify(${channel}, ${payload})`);
    },
    async listen(channel, handle, onReconnect) {
      listener ??= createListener(connection, logger);
      return listener.listen(channel, handle, onReconnect);
    },
    async close() {
      await listener?.close();
      await pool.end();
    },
  };
}

async function transactionOnce<T>(
  pool: pg.Pool,
  logger: Logger,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw databaseError(error);
  });
  let broken: Error | undefined;
  // The pool looks after idle connections only. Lost between two statements, a connection of ours would otherwise be an
  // error that nobody handles, which ends the process; the next statement reports it to `work`.
  const onError = (error: Error): void => {
    broken = error;
    logger.warn('a database connection was lost in a transaction', { reason: error.message });
  };
  client.on('error', onError);
  try {
    await run(client, statement('begin'));
    const guard = currentGuard();
    const tx = transactionOf(client);
    await guard?.enter(tx);
    const result = await work(tx);
    await guard?.leave(tx);
    await commit(client);
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}
