import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';

import { type PgConnection, pgConfig } from '../connection.ts';
import { databaseError } from '../database-errors.ts';

/** A table as it lies in a dump: rows in PostgreSQL's own text format, compressed. */
export interface DumpedTable {
  /** `public.job`. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: number;
  /** Below the dump's folder. */
  readonly file: string;
}

export interface Dump {
  /** Of the server: `18.4`. */
  readonly server: string;
  readonly migrations: readonly { readonly number: number; readonly checksum: string }[];
  readonly tables: readonly DumpedTable[];
  readonly sequences: readonly { readonly name: string; readonly value: string }[];
}

/**
 * Writes everything of a database into files, as it is at one moment (one snapshot for all tables), while others go on writing. Of
 * the queue it takes the work; its tables are made anew where it is loaded.
 */
export async function dumpDatabase(options: {
  readonly connection: PgConnection;
  readonly folder: string;
  /** Told before each table, and waited for. */
  readonly onTable?: (name: string) => void | Promise<void>;
}): Promise<Dump> {
  const { connection, folder, onTable = () => {} } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const client = new pg.Client(pgConfig(connection));
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('begin isolation level repeatable read read only');
    const tables: DumpedTable[] = [];
    for (const { name, columns } of await tablesOf(client)) {
      await onTable(name);
      const file = `${name}.copy.gz`;
      const rows = client.query(copyTo(`copy (select ${quoted(columns)} from ${name}) to stdout`));
      await pipeline(
        rows,
        createGzip({ level: 3 }),
        createWriteStream(join(folder, file), { mode: 0o600, flags: 'wx' }),
      );
      tables.push({ name, columns, rows: rows.rowCount, file });
    }
    const { rows: migrations } = await client.query<{ number: number; checksum: string }>(
      'select number, checksum from migration order by number',
    );
    const { rows: sequences } = await client.query<{ name: string; value: string }>(
      `select format('%I.%I', schemaname, sequencename) as name, last_value::text as value from pg_sequences
       where schemaname = 'public' and last_value is not null order by 1`,
    );
    const { rows: settings } = await client.query<{ server: string }>(
      `select current_setting('server_version') as server`,
    );
    await client.query('commit');
    return { server: settings[0]?.server ?? '', migrations, tables, sequences };
  } catch (error) {
    throw databaseError(error);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Ours, and the work of the queue; what the migrations write themselves is theirs. */
async function tablesOf(client: pg.Client): Promise<{ name: string; columns: string[] }[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `select format('%I.%I', n.nspname, c.relname) as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relkind in ('r', 'p') and not c.relispartition
       and (n.nspname = 'public' and c.relname <> 'migration' or n.nspname = 'queue' and c.relname = 'job')
     group by 1 order by 1`,
  );
  return rows;
}

export function quoted(columns: readonly string[]): string {
  return columns.map((name) => `"${name.replaceAll('"', '""')}"`).join(', ');
}
