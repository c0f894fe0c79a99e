import { DatabaseSync, type StatementSync } from 'node:sqlite';

import type { EntityName } from '../edm/model.ts';
import { columnsOf, insertInto, toSql } from './columns.ts';
import { makeTables } from './tables.ts';

type InputRow = Readonly<Record<string, unknown>> & { readonly id: string };

/**
 * Fills a new file many times quicker than a state does: without journal and log of changes, and with the indices built
 * when everything is in. Quickest when rows come in the order of their ids. A file that was not finished is worth nothing.
 */
export interface BulkWriter {
  insert(entity: EntityName, row: InputRow): void;
  link(nav: string, source: string, target: string): void;
  /** Builds the indices, one a step, and closes the file. Yields how many of how many are done. */
  finish(): Generator<readonly [done: number, of: number]>;
  /** Closes an unfinished file. */
  abandon(): void;
}

export function openBulk(file: string): BulkWriter {
  const database = new DatabaseSync(file);
  // Sorting for an index spills to the disk rather than holding all of a column in memory.
  database.exec(`
    pragma page_size = 8192; pragma journal_mode = off; pragma synchronous = off; pragma locking_mode = exclusive;
    pragma cache_size = -64000; pragma temp_store = file;
  `);
  makeTables(database);
  const indices = dropWhatIsDerived(database);
  database.exec('begin');
  const link = database.prepare('insert or ignore into link (nav, source, target) values (?, ?, ?)');
  const inserts = new Map<EntityName, { statement: StatementSync; read: (row: InputRow) => void }>();
  const values: ReturnType<typeof toSql>[] = [];

  function insertOf(entity: EntityName) {
    const known = inserts.get(entity);
    if (known !== undefined) return known;
    const columns = columnsOf(entity);
    const made = {
      statement: database.prepare(insertInto(entity)),
      read(row: InputRow): void {
        values.length = columns.length;
        for (let at = 0; at < columns.length; at += 1)
          values[at] = toSql(columns[at]!.kind, row[columns[at]!.name]);
      },
    };
    inserts.set(entity, made);
    return made;
  }

  return {
    insert(entity, row) {
      const { statement, read } = insertOf(entity);
      read(row);
      statement.run(...values);
    },
    link: (nav, source, target) => void link.run(nav, source, target),
    *finish() {
      database.exec('commit');
      for (const [done, { sql }] of indices.entries()) {
        yield [done, indices.length];
        database.exec(sql);
      }
      // What was dropped and is no plain index: made again, and filled from the rows.
      makeTables(database);
      database.close();
    },
    abandon: () => database.close(),
  };
}

interface Made {
  readonly name: string;
  readonly sql: string;
}

/** Indices, which it returns, and whatever triggers keep: opening a file makes that again. */
function dropWhatIsDerived(database: DatabaseSync): readonly Made[] {
  const made = (kind: string, like = '%'): Made[] =>
    database
      .prepare(`select name, sql from sqlite_master where type = ? and sql like ?`)
      .all(kind, like) as unknown as Made[];
  const indices = made('index');
  for (const { name } of indices) database.exec(`drop index "${name}"`);
  for (const { name } of made('trigger')) database.exec(`drop trigger "${name}"`);
  for (const { name } of made('table', 'create virtual table%')) database.exec(`drop table "${name}"`);
  return indices;
}
