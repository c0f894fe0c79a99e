import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

import { problem } from '#kernel';

import { type PgConnection, pgConfig } from '../connection.ts';
import { databaseError, sqlState } from '../database-errors.ts';
import type { Transaction } from '../queryable.ts';
import { commit, transactionOf } from '../transaction.ts';
import { type Dump, quoted } from './dump.ts';

/**
 * Loads a dump into a database, in one transaction: all of it, or nothing. `prepare` makes its tables in the same transaction, where
 * they are not there, and `prove` looks at what was loaded before it counts. Triggers and references rest while rows come, since what
 * is loaded was whole: that takes the rights of a superuser.
 */
export async function loadDatabase(options: {
  readonly connection: PgConnection;
  readonly folder: string;
  readonly dump: Dump;
  readonly onTable?: (name: string) => void;
  readonly prepare?: (tx: Transaction) => Promise<void>;
  readonly prove?: (tx: Transaction) => Promise<void>;
}): Promise<void> {
  const { connection, folder, dump, onTable = () => {}, prepare, prove } = options;
  const client = new pg.Client(pgConfig(connection));
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('begin');
    await atRest(client).catch((error: unknown) => {
      throw problem('RestoreNeedsSuperuser', {}, error);
    });
    const tx = transactionOf(client);
    if (prepare !== undefined) {
      await client.query('set local session_replication_role = origin');
      await prepare(tx);
      await atRest(client);
    }
    for (const { name, columns, rows, file } of dump.tables) {
      onTable(name);
      const taking = client.query(copyFrom(`copy ${name} (${quoted(columns)}) from stdin`));
      await pipeline(createReadStream(join(folder, file)), createGunzip(), taking);
      if (taking.rowCount !== rows)
        throw problem('BackupBroken', { file, reason: `it has ${taking.rowCount} rows instead of ${rows}` });
    }
    for (const { name, value } of dump.sequences)
      await client.query('select setval($1::regclass, $2::bigint)', [name, value]);
    await prove?.(tx);
    await commit(client);
  } catch (error) {
    // A table or column that this version does not have.
    if (['42P01', '42703'].includes(sqlState(error) ?? ''))
      throw problem('BackupForeign', { reason: (error as Error).message }, error);
    throw databaseError(error);
  } finally {
    await client.end().catch(() => {});
  }
}

const atRest = (client: pg.Client): Promise<unknown> =>
  client.query('set local session_replication_role = replica');
