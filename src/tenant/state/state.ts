import { constants, copyFileSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

import { type EntityName, entityNames, sheets } from '../edm/model.ts';
import { type Row, type SqlValue, columnList, columnsOf, rowFromSql, tableOf, toSql } from './columns.ts';
import { makeTables } from './tables.ts';

/**
 * A tenant's whole state: one SQLite file, a table an entity, one table of links. Synchronous, like node:sqlite; a
 * request is one turn of the event loop, so it sees and leaves a consistent state.
 */
export interface TenantState {
  readonly file: string;
  /** With these properties and the id; with all of them unless said otherwise. */
  get(type: EntityName, id: string, only?: readonly string[]): Row | undefined;
  /** Equality on one property, from an index where the sheet has one. */
  find(type: EntityName, property: string, value: string): Row[];
  /** The id of the one that has this value, from an index. */
  idOf(type: EntityName, property: string, value: string): string | undefined;
  all(type: EntityName): Row[];
  count(type: EntityName): number;
  insert(type: EntityName, row: Readonly<Record<string, unknown>> & { readonly id: string }): void;
  update(type: EntityName, id: string, patch: Readonly<Record<string, unknown>>): void;
  /** With every link from and to it. */
  remove(type: EntityName, id: string): void;
  link(nav: string, source: string, target: string): void;
  /** False when there was no such link. */
  unlink(nav: string, source: string, target: string): boolean;
  linked(nav: string, source: string, target: string): boolean;
  targets(nav: string, source: string): string[];
  sources(nav: string, target: string): string[];
  /** Which kind of directory object has this id. */
  typeOf(id: string): EntityName | undefined;
  setting(key: string): string | undefined;
  setSetting(key: string, value: string): void;
  transaction<T>(work: () => T): T;
  /** For the query compiler: its statements name tables and columns from the sheets and bind every value. */
  select(sql: string, values: readonly SqlValue[]): Record<string, SqlValue>[];
  /** Empties everything, settings included. */
  clear(): void;
  /** A consistent copy in another file, in milliseconds. */
  copyTo(file: string): void;
  close(): void;
}

const directory = entityNames.filter((name) => sheets[name].directoryObject === true);

export function openState(file: string): TenantState {
  const database = new DatabaseSync(file);
  database.exec(`
    pragma page_size = 8192; pragma journal_mode = wal; pragma synchronous = normal;
    pragma temp_store = memory; pragma cache_size = -16000;
  `);
  makeTables(database);

  const prepared = new Map<string, StatementSync>();
  const statement = (sql: string): StatementSync => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    const made = database.prepare(sql);
    // Filters come in endless variety: those longest in the cache make room.
    if (prepared.size >= 500) prepared.delete(prepared.keys().next().value ?? '');
    prepared.set(sql, made);
    return made;
  };
  const select = (sql: string, values: readonly SqlValue[]): Record<string, SqlValue>[] =>
    statement(sql).all(...values) as Record<string, SqlValue>[];
  const ids = (sql: string, ...values: SqlValue[]): string[] =>
    select(sql, values).map(({ id }) => String(id));
  let depth = 0;

  return {
    file,
    select,
    get(type, id, only) {
      const stored = statement(`select ${columnList(type, only)} from ${tableOf(type)} where id = ?`).get(id);
      return stored === undefined ? undefined : rowFromSql(type, stored as Record<string, SqlValue>);
    },
    find(type, property, value) {
      return select(`select * from ${tableOf(type)} where "${property}" = ?`, [value]).map((row) =>
        rowFromSql(type, row),
      );
    },
    idOf(type, property, value) {
      const found = statement(`select id from ${tableOf(type)} where "${property}" = ? limit 1`).get(value);
      return found === undefined ? undefined : String(found['id']);
    },
    all(type) {
      return select(`select * from ${tableOf(type)} order by id`, []).map((row) => rowFromSql(type, row));
    },
    count(type) {
      return Number(select(`select count(*) as n from ${tableOf(type)}`, [])[0]?.['n']);
    },
    insert(type, row) {
      const columns = columnsOf(type).filter(({ name }) => row[name] !== undefined);
      const names = columns.map(({ name }) => `"${name}"`).join(', ');
      const marks = columns.map(() => '?').join(', ');
      const values = columns.map(({ name, kind }) => toSql(kind, row[name]));
      statement(`insert into ${tableOf(type)} (${names}) values (${marks})`).run(...values);
    },
    update(type, id, patch) {
      const columns = columnsOf(type).filter(({ name }) => Object.hasOwn(patch, name));
      if (columns.length === 0) return;
      const sets = columns.map(({ name }) => `"${name}" = ?`).join(', ');
      const values = columns.map(({ name, kind }) => toSql(kind, patch[name]));
      statement(`update ${tableOf(type)} set ${sets} where id = ?`).run(...values, id);
    },
    remove(type, id) {
      statement(`delete from ${tableOf(type)} where id = ?`).run(id);
      statement('delete from link where source = ?').run(id);
      statement('delete from link where target = ?').run(id);
    },
    link(nav, source, target) {
      statement('insert or ignore into link (nav, source, target) values (?, ?, ?)').run(nav, source, target);
    },
    unlink(nav, source, target) {
      const { changes } = statement('delete from link where nav = ? and source = ? and target = ?').run(
        nav,
        source,
        target,
      );
      return Number(changes) > 0;
    },
    linked(nav, source, target) {
      return (
        statement('select 1 from link where nav = ? and source = ? and target = ?').get(
          nav,
          source,
          target,
        ) !== undefined
      );
    },
    targets: (nav, source) =>
      ids('select target as id from link where nav = ? and source = ? order by target', nav, source),
    sources: (nav, target) =>
      ids('select source as id from link where nav = ? and target = ? order by source', nav, target),
    typeOf(id) {
      return directory.find(
        (type) => statement(`select 1 from ${tableOf(type)} where id = ?`).get(id) !== undefined,
      );
    },
    setting(key) {
      const row = statement('select value from setting where key = ?').get(key);
      return row === undefined ? undefined : String(row['value']);
    },
    setSetting(key, value) {
      statement(
        'insert into setting (key, value) values (?, ?) on conflict (key) do update set value = excluded.value',
      ).run(key, value);
    },
    transaction(work) {
      if (depth > 0) return work();
      database.exec('begin immediate');
      depth += 1;
      try {
        const result = work();
        database.exec('commit');
        return result;
      } catch (error) {
        database.exec('rollback');
        throw error;
      } finally {
        depth -= 1;
      }
    },
    clear() {
      for (const type of entityNames) statement(`delete from ${tableOf(type)}`).run();
      statement('delete from link').run();
      statement('delete from setting').run();
    },
    copyTo(copy) {
      // With its log folded in, the file is the whole state, and copying it costs a fraction of writing it anew.
      const [folded] = select('pragma wal_checkpoint(truncate)', []);
      if (folded?.['busy'] === 0)
        copyFileSync(file, copy, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
      else statement('vacuum into ?').run(copy);
    },
    close() {
      prepared.clear();
      database.close();
    },
  };
}
