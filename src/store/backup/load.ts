import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

import { problem } from '#kernel';

import { type PgConnection, pgConfig } from '../connection.ts';
import { databaseError, sqlState } from '../database-errors.ts';
import { type Dump, quoted } from './dump.ts';

/**
 * Loads a dump into a database that was migrated to the same number and is empty, in one transaction: all of it, or nothing. Triggers
 * and references rest meanwhile, since what is loaded was whole: that takes the rights of a superuser.
 */
export async function loadDatabase(options: {
  readonly connection: PgConnection;
  readonly folder: string;
  readonly dump: Dump;
  readonly onTable?: (name: string) => void;
}): Promise<void> {
  const { connection, folder, dump, onTable = () => {} } = options;
  const client = new pg.Client(pgConfig(connection));
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('begin');
    await client.query('set local session_replication_role = replica').catch((error: unknown) => {
      throw problem('RestoreNeedsSuperuser', {}, error);
    });
    for (const { name, columns, rows, file } of dump.tables) {
      onTable(name);
      const taking = client.query(copyFrom(`copy ${name} (${quoted(columns)}) from stdin`));
      await pipeline(createReadStream(join(folder, file)), createGunzip(), taking);
      if (taking.rowCount !== rows)
        throw problem('BackupBroken', { file, reason: `it has ${taking.rowCount} rows instead of ${rows}` });
    }
    for (const { name, value } of dump.sequences)
      await client.query('select setval($1::regclass, $2::bigint)', [name, value]);
    await client.query('commit');
  } catch (error) {
    // A table or column that this version does not have.
    if (['42P01', '42703'].includes(sqlState(error) ?? ''))
      throw problem('BackupForeign', { reason: (error as Error).message }, error);
    throw databaseError(error);
  } finally {
    await client.end().catch(() => {});
  }
}
