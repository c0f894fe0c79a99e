import type { StatementSync } from 'node:sqlite';

import { type EntityName, entityNames } from '../edm/model.ts';
import type { ChangeLog } from './change-log.ts';
import { type Row, type SqlValue, columnsOf, rowFromSql, toSql } from './columns.ts';

/**
 * Types that Graph keeps for 30 days after they were deleted. Source: learn.microsoft.com/graph/api/resources/directory;
 * of those named there, the ones that the tenant has.
 */
const recycled: readonly string[] = [
  'administrativeUnit',
  'application',
  'device',
  'group',
  'servicePrincipal',
  'user',
];

export const recycledEntities: readonly EntityName[] = entityNames.filter((name) => recycled.includes(name));

export function isRecycled(entity: EntityName): boolean {
  return recycledEntities.includes(entity);
}

/** Lies beside the table of the living, with the same columns. */
export function binTableOf(entity: EntityName): string {
  return `bin_${entity}`;
}

/** What was deleted and may come back, with its relations. */
export interface Bin {
  /** Out of the directory into the bin, with every link from and to it, changed as `patch` says. */
  put(type: EntityName, id: string, patch: Readonly<Record<string, unknown>>): void;
  /** Back into the directory, with its links to what is there. Links to what lies in the bin wait for that. */
  takeOut(type: EntityName, id: string, patch: Readonly<Record<string, unknown>>): void;
  /** Out of the bin for good. */
  purge(type: EntityName, id: string): void;
  get(type: EntityName, id: string): Row | undefined;
  all(type: EntityName): Row[];
  /** What kind of object with this id lies there. */
  typeOf(id: string): EntityName | undefined;
  /** Ids of what was deleted before that time, the oldest first. */
  deletedBefore(type: EntityName, time: string, most: number): string[];
}

/** How the living are reached: the state's own operations. */
export interface Living {
  row(type: EntityName, id: string): Row | undefined;
  /** Without a word in the log. */
  insert(type: EntityName, row: Row): void;
  remove(type: EntityName, id: string): void;
  exists(id: string): boolean;
}

export function openBin(
  statement: (sql: string) => StatementSync,
  log: ChangeLog,
  living: Living,
  atomically: <T>(work: () => T) => T,
): Bin {
  const rows = (sql: string, ...values: SqlValue[]): Record<string, SqlValue>[] =>
    statement(sql).all(...values) as Record<string, SqlValue>[];

  function stored(type: EntityName, row: Row): void {
    const columns = columnsOf(type).filter(({ name }) => row[name] !== undefined);
    const names = columns.map(({ name }) => `"${name}"`).join(', ');
    statement(`insert into ${binTableOf(type)} (${names}) values (${columns.map(() => '?').join(', ')})`).run(
      ...columns.map(({ name, kind }) => toSql(kind, row[name])),
    );
  }

  const bin: Bin = {
    put: (type, id, patch) =>
      atomically(() => {
        const row = living.row(type, id);
        if (row === undefined) return;
        log.unrelated(row.id);
        log.moved('deleted', type, row);
        for (const end of ['source', 'target']) {
          statement(
            `insert or ignore into bin_link (nav, source, target) select nav, source, target from link where ${end} = ?`,
          ).run(row.id);
        }
        living.remove(type, row.id);
        stored(type, { ...row, ...patch, id: row.id });
      }),
    takeOut: (type, id, patch) =>
      atomically(() => {
        const row = bin.get(type, id);
        if (row === undefined) return;
        statement(`delete from ${binTableOf(type)} where id = ?`).run(id);
        const restored: Row = { ...row, ...patch, id: row.id };
        living.insert(type, restored);
        log.moved('restored', type, restored);
        for (const link of rows(
          'select nav, source, target from bin_link where source = ? or target = ?',
          id,
          id,
        )) {
          const [nav, source, target] = [link['nav'], link['source'], link['target']].map(String) as [
            string,
            string,
            string,
          ];
          if (!living.exists(source) || !living.exists(target)) continue;
          statement('delete from bin_link where nav = ? and source = ? and target = ?').run(
            nav,
            source,
            target,
          );
          statement('insert or ignore into link (nav, source, target) values (?, ?, ?)').run(
            nav,
            source,
            target,
          );
          log.related('linked', nav, source, target);
        }
      }),
    purge: (type, id) =>
      atomically(() => {
        const row = bin.get(type, id);
        if (row === undefined) return;
        statement(`delete from ${binTableOf(type)} where id = ?`).run(id);
        statement('delete from bin_link where source = ? or target = ?').run(id, id);
        log.moved('purged', type, row);
      }),
    get(type, id) {
      const found = statement(`select * from ${binTableOf(type)} where id = ?`).get(id);
      return found === undefined ? undefined : rowFromSql(type, found as Record<string, SqlValue>);
    },
    all: (type) => rows(`select * from ${binTableOf(type)} order by id`).map((row) => rowFromSql(type, row)),
    typeOf: (id) =>
      recycledEntities.find(
        (type) => statement(`select 1 from ${binTableOf(type)} where id = ?`).get(id) !== undefined,
      ),
    deletedBefore: (type, time, most) =>
      rows(
        `select id from ${binTableOf(type)} where deletedDateTime < ? order by deletedDateTime limit ?`,
        time,
        most,
      ).map(({ id }) => String(id)),
  };
  return bin;
}
