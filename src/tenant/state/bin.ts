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
  /** Out of the directory into the bin, with every link from and to it, changed as `patch` says; `along` go with it. */
  put(
    type: EntityName,
    id: string,
    patch: Readonly<Record<string, unknown>>,
    along?: readonly (readonly [EntityName, string])[],
  ): void;
  /**
   * Back into the directory, with its links to what is there. Links to what lies in the bin wait for that. Returns what
   * went along: the caller decides whether it comes back too.
   */
  takeOut(
    type: EntityName,
    id: string,
    patch: Readonly<Record<string, unknown>>,
  ): readonly (readonly [EntityName, Row])[];
  /** Out of the bin for good. */
  purge(type: EntityName, id: string): void;
  get(type: EntityName, id: string): Row | undefined;
  all(type: EntityName): Row[];
  /** What kind of object with this id lies there. */
  typeOf(id: string): EntityName | undefined;
  /** Ids of what lies there and had this relation to a target, as owners have. */
  sourcesOf(nav: string, target: string, most: number): string[];
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

  function sendAlong(owner: string, type: EntityName, id: string): void {
    const row = living.row(type, id);
    if (row === undefined) return;
    log.moved('deleted', type, row);
    living.remove(type, id);
    statement('insert into bin_rider (owner, entity, row) values (?, ?, ?)').run(
      owner,
      type,
      JSON.stringify(row),
    );
  }

  function ridersOf(owner: string): (readonly [EntityName, Row])[] {
    const along = rows('select entity, row from bin_rider where owner = ?', owner).map(
      ({ entity, row }) => [String(entity) as EntityName, JSON.parse(String(row)) as Row] as const,
    );
    statement('delete from bin_rider where owner = ?').run(owner);
    return along;
  }

  /** Its relations to what is there. */
  function comeBack(id: string): void {
    const kept = rows('select nav, source, target from bin_link where source = ? or target = ?', id, id);
    for (const { nav, source, target } of kept) {
      const link = [String(nav), String(source), String(target)] as const;
      if (!living.exists(link[1]) || !living.exists(link[2])) continue;
      statement('delete from bin_link where nav = ? and source = ? and target = ?').run(...link);
      statement('insert or ignore into link (nav, source, target) values (?, ?, ?)').run(...link);
      log.related('linked', ...link);
    }
  }

  const bin: Bin = {
    put: (type, id, patch, along = []) =>
      atomically(() => {
        const row = living.row(type, id);
        if (row === undefined) return;
        for (const [other, otherId] of along) sendAlong(row.id, other, otherId);
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
        if (row === undefined) return [];
        statement(`delete from ${binTableOf(type)} where id = ?`).run(id);
        const restored: Row = { ...row, ...patch, id: row.id };
        living.insert(type, restored);
        log.moved('restored', type, restored);
        comeBack(row.id);
        return ridersOf(row.id);
      }),
    purge: (type, id) =>
      atomically(() => {
        const row = bin.get(type, id);
        if (row === undefined) return;
        statement(`delete from ${binTableOf(type)} where id = ?`).run(id);
        statement('delete from bin_link where source = ? or target = ?').run(id, id);
        statement('delete from bin_rider where owner = ?').run(id);
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
    sourcesOf: (nav, target, most) =>
      rows(
        'select source from bin_link where nav = ? and target = ? order by source limit ?',
        nav,
        target,
        most,
      ).map(({ source }) => String(source)),
    deletedBefore: (type, time, most) =>
      rows(
        `select id from ${binTableOf(type)} where deletedDateTime < ? order by deletedDateTime limit ?`,
        time,
        most,
      ).map(({ id }) => String(id)),
  };
  return bin;
}
