import { close, constants, copyFileSync, fsync, openSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

import { type Clock, systemClock } from '#kernel';

import { type EntityName, entityNames, sheets } from '../edm/model.ts';
import { type Bin, binTableOf, openBin, recycledEntities } from './bin.ts';
import type { Actor, ChangeReader, ChangedProperties } from './change.ts';
import { branchLog, changeOf, openChangeLog } from './change-log.ts';
import {
  type Row,
  type SqlValue,
  columnsOf,
  fromSql,
  insertInto,
  rowFromSql,
  tableOf,
  toSql,
} from './columns.ts';
import { openRowReads } from './row-reads.ts';
import { demandTables } from './tables.ts';

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
  /** All or nothing. What it writes is recorded as done by the actor. */
  transaction<T>(work: () => T, actor?: Actor): T;
  /** For filling a tenant: leaves no rows in the log of changes, and whoever follows that begins anew. */
  unlogged<T>(work: () => T): T;
  /** For putting another file's contents in place of this one's: until it is done, nothing is remembered of either. */
  whileReplaced(work: () => Promise<void>): Promise<void>;
  /** What was written, row by row; kept in the same transaction. */
  readonly changes: ChangeReader;
  /** Called after each transaction that changed anything, with the sequence of its last change. Returns how to stop. */
  onCommit(listener: (last: number) => void): () => void;
  /** What was deleted and may be restored. */
  readonly bin: Bin;
  /** For the query compiler: its statements name tables and columns from the sheets and bind every value. */
  select(sql: string, values: readonly SqlValue[]): Record<string, SqlValue>[];
  /** Empties everything, settings included. */
  clear(): void;
  /** A consistent copy in another file, in milliseconds. From here on its log of changes is its own. */
  copyTo(file: string): void;
  close(): void;
}

const directory = entityNames.filter((name) => sheets[name].directoryObject === true);

export function openState(file: string, clock: Clock = systemClock): TenantState {
  const database = new DatabaseSync(file);
  database.exec(`
    pragma page_size = 8192; pragma journal_mode = wal; pragma synchronous = normal;
    pragma temp_store = memory; pragma cache_size = -16000;
  `);
  demandTables(database);

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
  const reads = openRowReads(database);
  let depth = 0;
  let replacing = false;
  const listeners = new Set<(last: number) => void>();
  const log = openChangeLog(statement, clock);

  const atomically = <T>(work: () => T): T => {
    if (depth > 0) return work();
    database.exec('begin immediate');
    reads.forget();
    depth += 1;
    const before = log.last();
    try {
      const result = work();
      database.exec('commit');
      return result;
    } catch (error) {
      database.exec('rollback');
      log.reread();
      throw error;
    } finally {
      depth -= 1;
      announce(before);
    }
  };
  const announce = (before: number): void => {
    if (listeners.size === 0) return;
    const last = log.last();
    if (last > before) for (const listener of listeners) listener(last);
  };

  const put = (type: EntityName, row: Readonly<Record<string, unknown>>): void => {
    statement(insertInto(type)).run(...columnsOf(type).map(({ name, kind }) => toSql(kind, row[name])));
  };
  const drop = (type: EntityName, id: string): void => {
    statement(`delete from ${tableOf(type)} where id = ?`).run(id);
    statement('delete from link where source = ?').run(id);
    statement('delete from link where target = ?').run(id);
  };
  // In a transaction rows are as they are this moment.
  const get = (type: EntityName, id: string, only?: readonly string[]): Row | undefined =>
    reads.get(type, id, only, depth === 0 && !replacing);
  const typeOf = (id: string): EntityName | undefined =>
    directory.find((type) => statement(`select 1 from ${tableOf(type)} where id = ?`).get(id) !== undefined);

  return {
    file,
    changes: log,
    bin: openBin(
      statement,
      log,
      { row: get, insert: put, remove: drop, exists: (id) => typeOf(id) !== undefined },
      atomically,
    ),
    get,
    typeOf,
    select,
    find(type, property, value) {
      return select(`select * from ${tableOf(type)} where "${property}" = ?`, [value]).map((row) =>
        rowFromSql(type, row),
      );
    },
    idOf: (type, property, value) => reads.idOf(type, property, value, depth === 0 && !replacing),
    all(type) {
      return select(`select * from ${tableOf(type)} order by id`, []).map((row) => rowFromSql(type, row));
    },
    count(type) {
      return Number(select(`select count(*) as n from ${tableOf(type)}`, [])[0]?.['n']);
    },
    insert: (type, row) =>
      atomically(() => {
        put(type, row);
        log.created(type, row);
      }),
    update: (type, id, patch) =>
      atomically(() => {
        const columns = columnsOf(type).filter(({ name }) => Object.hasOwn(patch, name));
        if (columns.length === 0) return;
        const names = columns.map(({ name }) => `"${name}"`);
        const before = statement(`select id, ${names.join(', ')} from ${tableOf(type)} where id = ?`).get(id);
        if (before === undefined) return;
        const properties: Record<string, ChangedProperties[string]> = {};
        const values: SqlValue[] = [];
        for (const { name, kind } of columns) {
          const [was, is] = [before[name] as SqlValue, toSql(kind, patch[name])];
          values.push(is);
          if (was !== is) properties[name] = changeOf(type, name, fromSql(kind, was), fromSql(kind, is));
        }
        if (Object.keys(properties).length === 0) return;
        const sets = names.map((name) => `${name} = ?`).join(', ');
        statement(`update ${tableOf(type)} set ${sets} where id = ?`).run(...values, id);
        log.updated(type, String(before['id']), properties);
      }),
    remove: (type, id) =>
      atomically(() => {
        const row = get(type, id);
        if (row === undefined) return;
        log.unrelated(row.id);
        log.moved('deleted', type, row);
        drop(type, row.id);
      }),
    link: (nav, source, target) =>
      atomically(() => {
        const { changes } = statement(
          'insert or ignore into link (nav, source, target) values (?, ?, ?)',
        ).run(nav, source, target);
        if (Number(changes) > 0) log.related('linked', nav, source, target);
      }),
    unlink: (nav, source, target) =>
      atomically(() => {
        const { changes } = statement('delete from link where nav = ? and source = ? and target = ?').run(
          nav,
          source,
          target,
        );
        if (Number(changes) === 0) return false;
        log.related('unlinked', nav, source, target);
        return true;
      }),
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
    setting(key) {
      const row = statement('select value from setting where key = ?').get(key);
      return row === undefined ? undefined : String(row['value']);
    },
    setSetting(key, value) {
      statement(
        'insert into setting (key, value) values (?, ?) on conflict (key) do update set value = excluded.value',
      ).run(key, value);
    },
    transaction: (work, actor) =>
      atomically(() => (actor === undefined ? work() : log.actingAs(actor, work))),
    unlogged(work) {
      log.reread();
      return atomically(() => log.silenced(work));
    },
    async whileReplaced(work) {
      reads.forget();
      replacing = true;
      try {
        await work();
      } finally {
        replacing = false;
      }
    },
    onCommit(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    clear: () =>
      atomically(() => {
        for (const type of entityNames) statement(`delete from ${tableOf(type)}`).run();
        for (const type of recycledEntities) statement(`delete from ${binTableOf(type)}`).run();
        for (const table of ['link', 'bin_link', 'bin_rider', 'setting'])
          statement(`delete from ${table}`).run();
        log.clear();
      }),
    copyTo(copy) {
      // With its log folded in, the file is the whole state, and copying it costs a fraction of writing it anew.
      const [folded] = select('pragma wal_checkpoint(truncate)', []);
      if (folded?.['busy'] === 0)
        copyFileSync(file, copy, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
      else statement('vacuum into ?').run(copy);
      const opened = new DatabaseSync(copy);
      opened.exec('pragma synchronous = off');
      branchLog(opened);
      opened.close();
      flushLater(copy);
    },
    close() {
      prepared.clear();
      reads.close();
      database.close();
    },
  };
}

/**
 * The disk gets a copy in its own time, under whatever name it has by then: waiting for it takes longer than copying. Until
 * then a failure of power, not of this process, may lose the copy.
 */
function flushLater(file: string): void {
  const descriptor = openSync(file, 'r+');
  fsync(descriptor, () => close(descriptor, () => undefined));
}
