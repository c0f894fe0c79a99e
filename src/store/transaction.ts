import pg from 'pg';

import { problem } from '#kernel';

import { arrayText } from './arrays.ts';
import { databaseError } from './database-errors.ts';
import type { Queryable, Transaction } from './queryable.ts';
import { type Sql, sql } from './sql.ts';

/** Statements of a transaction that whoever has the connection has begun and will end. */
export function transactionOf(client: pg.ClientBase): Transaction {
  return {
    ...queryable((statement) => run(client, statement)),
    async notify(channel, payload) {
      await run(client, sql`select pg_notify(${channel}, ${payload})`);
    },
  };
}

/** COMMIT after a failed statement is answered with ROLLBACK and without an error: what was promised would be lost. */
export async function commit(client: pg.ClientBase): Promise<void> {
  const { command } = await client.query('commit').catch((error: unknown) => {
    throw databaseError(error);
  });
  if (command !== 'COMMIT') throw problem('TransactionRolledBack');
}

export function queryable(execute: (statement: Sql) => Promise<unknown[]>): Queryable {
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

export async function run(
  client: pg.Pool | pg.ClientBase,
  { text, values, name, repeats }: Sql,
): Promise<unknown[]> {
  try {
    if (name === undefined) return rowsOf(await client.query(text));
    const asked = { text, values: values.map(sent), name };
    return rowsOf(await client.query(repeats === true ? { ...asked, types: sharing() } : asked));
  } catch (error) {
    throw databaseError(error);
  }
}

/** Several commands in one text give several results; the queue's maintenance looks for rows of all of them. */
function rowsOf(result: pg.QueryResult | pg.QueryResult[]): unknown[] {
  return [result].flat().flatMap(({ rows }) => rows ?? []);
}

function sent(value: unknown): unknown {
  return Array.isArray(value) ? (arrayText(value) ?? value) : value;
}

const { builtins } = pg.types;
const textArray = 1009;
const dear: ReadonlySet<number> = new Set([builtins.JSON, builtins.JSONB, builtins.TIMESTAMPTZ, textArray]);

/** Parsers for one answer, which remember what they have read. */
function sharing(): pg.CustomTypesConfig {
  const parsers = new Map<number, (text: string) => unknown>();
  return {
    getTypeParser(type: number, format?: 'text' | 'binary') {
      if (format === 'binary') return pg.types.getTypeParser(type, format);
      const parse = pg.types.getTypeParser(type, 'text') as (text: string) => unknown;
      if (!dear.has(type)) return parse;
      const known = parsers.get(type) ?? remembering(parse);
      parsers.set(type, known);
      return known;
    },
  } as pg.CustomTypesConfig;
}

function remembering(parse: (text: string) => unknown): (text: string) => unknown {
  const read = new Map<string, unknown>();
  return (text) => {
    if (!read.has(text)) read.set(text, parse(text));
    return read.get(text);
  };
}
