import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

import { type EntityName, entityNames, sheets } from '../edm/model.ts';
import { binTableOf, recycledEntities } from './bin.ts';
import { makeChangeTable } from './change-log.ts';
import { columnsOf, tableOf, typeOf } from './columns.ts';
import { knowWords, makeSearchIndices } from './search-index.ts';

/** To be raised when tables of this file or of the search change without a sheet. */
const layout = 1;

/** Of the sheets that a file was last made for: kept in it as its `user_version`. */
const fingerprint =
  createHash('sha256')
    .update(JSON.stringify([layout, sheets]))
    .digest()
    .readUInt32BE() >>> 1;

/** Looking up each table and column would cost a copy that was just made more than the copying. */
export function demandTables(database: DatabaseSync): void {
  knowWords(database);
  if (database.prepare('pragma user_version').get()?.['user_version'] === fingerprint) return;
  makeTables(database);
  database.exec(`pragma user_version = ${fingerprint}`);
}

/** Makes what the sheets ask for: tables, columns that were added to a sheet since, indices. */
export function makeTables(database: DatabaseSync): void {
  // One commit for all of them, not one each.
  database.exec(`
    begin immediate;
    create table if not exists setting (key text primary key, value text not null) without rowid;
    create table if not exists link (
      nav text not null, source text not null collate nocase, target text not null collate nocase,
      primary key (nav, source, target)
    ) without rowid;
    create index if not exists link_by_target on link (nav, target, source);
    create table if not exists bin_link (
      nav text not null, source text not null collate nocase, target text not null collate nocase,
      primary key (nav, source, target)
    ) without rowid;
    create table if not exists bin_rider (owner text not null collate nocase, entity text not null, row text not null);
    create index if not exists bin_rider_by_owner on bin_rider (owner);
  `);
  makeChangeTable(database);
  // Rows lie in the order of their ids, in which pages and scans go: five times quicker than by way of a rowid.
  for (const entity of entityNames) makeTable(database, entity, tableOf(entity), true);
  for (const entity of recycledEntities) makeTable(database, entity, binTableOf(entity), false);
  makeSearchIndices(database);
  database.exec('commit');
}

function makeTable(database: DatabaseSync, entity: EntityName, table: string, withIndices: boolean): void {
  const columns = columnsOf(entity);
  database.exec(
    `create table if not exists ${table} (${columns.map((column) => `"${column.name}" ${typeOf(column)}`).join(', ')}) without rowid`,
  );
  const there = new Set(
    database
      .prepare(`pragma table_info(${table})`)
      .all()
      .map((row) => String(row['name'])),
  );
  for (const column of columns) {
    if (!there.has(column.name))
      database.exec(`alter table ${table} add column "${column.name}" ${typeOf(column)}`);
    // The id behind the value: pages go on after the last one without sorting.
    if (withIndices && column.indexed) {
      database.exec(`create index if not exists ${table}_${column.name} on ${table} ("${column.name}", id)`);
    }
  }
}
