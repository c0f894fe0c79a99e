import pg from 'pg';

import { type Logger, isProblem, problem } from '#kernel';

import { type PgConnection, pgConfig } from './connection.ts';
import { type Listener, createListener } from './listener.ts';
import { type Sql, sql } from './sql.ts';

export interface Queryable {
  query<Row>(statement: Sql): Promise<Row[]>;
  /** The first row, or undefined. */
  maybe<Row>(statement: Sql): Promise<Row | undefined>;
  /** The first row; rejects when there is none. */
  one<Row>(statement: Sql): Promise<Row>;
}

export interface Transaction extends Queryable {
  /** Delivered to listeners when the transaction commits. */
  notify(channel: string, payload: string): Promise<void>;
}

export interface Database extends Queryable {
  readonly connection: PgConnection;
  /** Commits when `work` resolves, rolls back when it rejects; tried again after a deadlock or a serialisation failure. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  notify(channel: string, payload: string): Promise<void>;
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

export function openDatabase(options: {
  readonly connection: PgConnection;
  readonly logger: Logger;
  readonly maxConnections?: number;
}): Database {
  const { connection, logger, maxConnections = 12 } = options;
  const pool = new pg.Pool({ ...pgConfig(connection), max: maxConnections, idleTimeoutMillis: 30_000 });
  // An idle connection that the server dropped: the pool makes a new one when it is needed.
  pool.on('error', (error) => logger.warn('a database connection was lost', { reason: error.message }));
  let listener: Listener | undefined;

  return {
    ...queryable((statement) => run(pool, statement)),
    connection,
    async transaction(work) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await transactionOnce(pool, work);
        } catch (error) {
          if (attempt >= triesAfterConflict || !conflicts.has(codeOf(error) ?? '')) throw error;
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

async function transactionOnce<T>(pool: pg.Pool, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw unavailable(error);
  });
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await work({
      ...queryable((statement) => run(client, statement)),
      async notify(channel, payload) {
        await run(client, sql`select pg_notify(${channel}, ${payload})`);
      },
    });
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure;
    });
    throw isProblem(error) ? error : unavailable(error);
  } finally {
    client.release(broken);
  }
}

function queryable(execute: (statement: Sql) => Promise<unknown[]>): Queryable {
  const query = async <Row>(statement: Sql): Promise<Row[]> => (await execute(statement)) as Row[];
  return {
    query,
    maybe: async <Row>(statement: Sql) => (await query<Row>(statement))[0],
    async one<Row>(statement: Sql) {
      const [row] = await query<Row>(statement);
      if (row === undefined) throw problem('RowMissing', { statement: statement.text.trim().slice(0, 60) });
      return row;
    },
  };
}

async function run(client: pg.Pool | pg.PoolClient, { text, values, name }: Sql): Promise<unknown[]> {
  try {
    if (name === undefined) return rowsOf(await client.query(text));
    return rowsOf(await client.query({ text, values: [...values], name }));
  } catch (error) {
    throw unavailable(error);
  }
}

/** Several commands in one text give several results: the last is the answer. */
function rowsOf(result: pg.QueryResult | pg.QueryResult[]): unknown[] {
  return (Array.isArray(result) ? result.at(-1)?.rows : result.rows) ?? [];
}

/** Errors of the connection become `DatabaseUnavailable`; errors of the statement stay what they are. */
function unavailable(error: unknown): unknown {
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  const gone =
    code === undefined
      ? /Connection terminated|timeout|Client has encountered a connection error|not queryable/i.test(message)
      : /^(ECONN|EPIPE|ENOENT|ENOTFOUND|57P0|08|53300)/.test(code);
  return gone ? problem('DatabaseUnavailable', { reason: code ?? message }, error) : error;
}

function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
}
