import type { DatabaseSync } from 'node:sqlite';

import { type EntityName, entityNames, sheets } from '../edm/model.ts';
import { tableOf } from './columns.ts';
import { searchWords } from './search-words.ts';

/** Source: learn.microsoft.com/graph/search-query-parameter: only these are searched by tokens, others by prefix. */
const tokenised = ['displayName', 'description'];

/** The properties that `$search` finds by their tokens. */
export function searchable(entity: EntityName): readonly string[] {
  if (sheets[entity].directoryObject !== true) return [];
  return tokenised.filter((name) => sheets[entity].properties[name]?.kind === 'string');
}

/** Numbers of the rows, which a full-text index needs: the order in which a search answers. */
export function numbersOf(entity: EntityName): string {
  return `n_${entity}`;
}

export function indexOf(entity: EntityName): string {
  return `s_${entity}`;
}

/**
 * Makes the full-text index of every searchable entity. Triggers keep it, so that no way of writing rows can miss it
 * and a rolled back transaction takes its tokens with it.
 */
export function makeSearchIndices(database: DatabaseSync): void {
  knowWords(database);
  for (const entity of entityNames) {
    const properties = searchable(entity);
    if (properties.length > 0) makeIndex(database, entity, properties);
  }
}

/** Every connection that writes needs it: the triggers call it. */
export function knowWords(database: DatabaseSync): void {
  database.function('search_words', { deterministic: true }, (text) =>
    text === null ? null : searchWords(String(text)).join(' '),
  );
}

function makeIndex(database: DatabaseSync, entity: EntityName, properties: readonly string[]): void {
  const [table, numbers, index] = [tableOf(entity), numbersOf(entity), indexOf(entity)];
  const columns = properties.map((name) => `"${name}"`).join(', ');
  const words = (row: string): string =>
    properties.map((name) => `search_words(${row}."${name}")`).join(', ');
  const there = columnsThere(database, index);
  const isNew = there.join() !== properties.join();
  if (isNew && there.length > 0) dropIndex(database, index);
  const changed = properties.map((name) => `old."${name}" is not new."${name}"`).join(' or ');
  // Tokens come as words of a kind that the plainest tokenizer leaves whole; prefixes of up to three letters are lists
  // of their own, or a search for one letter would read a large part of all words.
  database.exec(`
    create table if not exists ${numbers} (n integer primary key, id text not null unique collate nocase);
    create virtual table if not exists ${index} using fts5(
      ${columns}, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2 3'
    );
    create trigger if not exists ${index}_added after insert on ${table} begin
      insert into ${numbers} (id) values (new.id);
      insert into ${index} (rowid, ${columns}) select n, ${words('new')} from ${numbers} where id = new.id;
    end;
    create trigger if not exists ${index}_removed after delete on ${table} begin
      delete from ${index} where rowid = (select n from ${numbers} where id = old.id);
      delete from ${numbers} where id = old.id;
    end;
    create trigger if not exists ${index}_changed after update of ${columns} on ${table} when ${changed} begin
      delete from ${index} where rowid = (select n from ${numbers} where id = new.id);
      insert into ${index} (rowid, ${columns}) select n, ${words('new')} from ${numbers} where id = new.id;
    end;
  `);
  if (!isNew) return;
  database.exec(`
    insert or ignore into ${numbers} (id) select id from ${table} order by id;
    insert into ${index} (rowid, ${columns}) select n, ${words('e')} from ${numbers} join ${table} as e using (id);
  `);
}

/** Empty where there is no such index. */
function columnsThere(database: DatabaseSync, index: string): string[] {
  return database
    .prepare(`pragma table_info(${index})`)
    .all()
    .map((row) => String(row['name']));
}

/** That of a sheet from before a property was added to it. The numbers are kept: pages go by them. */
function dropIndex(database: DatabaseSync, index: string): void {
  for (const trigger of ['added', 'removed', 'changed']) database.exec(`drop trigger ${index}_${trigger}`);
  database.exec(`drop table ${index}`);
}
