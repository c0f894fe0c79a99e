import { problem } from '#kernel';

import { type EntityName, sheets } from '../edm/model.ts';
import type { SqlValue } from '../state/columns.ts';
import { type Condition, joined } from './filter/condition.ts';
import { typeName } from './filter/literals.ts';
import { exactName } from './filter/properties.ts';

export interface Sort {
  readonly property: string;
  readonly descending: boolean;
}

const mostSorts = 5;

/** `displayName desc, userPrincipalName`. */
export function readOrderBy(entity: EntityName, text: string | null): readonly Sort[] {
  if (text === null || text.trim() === '') return [];
  const parts = text.split(',');
  if (parts.length > mostSorts) throw problem('GraphQueryUnsupported');
  const sorts = parts.map((part) => readSort(entity, part));
  return sorts.filter(({ property }, at) => sorts.findIndex((one) => one.property === property) === at);
}

function readSort(entity: EntityName, text: string): Sort {
  const [, name = '', direction = 'asc'] = /^\s*([\w/]+)(?:\s+(asc|desc))?\s*$/i.exec(text) ?? [];
  const property = exactName(entity, name);
  const known = Object.hasOwn(sheets[entity].properties, property)
    ? sheets[entity].properties[property]
    : undefined;
  if (known?.sortable === undefined)
    throw problem('GraphSortUnsupported', { property: name || text, type: typeName(entity) });
  return { property, descending: direction.toLowerCase() === 'desc' };
}

/** The id last, so that no two rows are equal. */
export function orderOf(sorts: readonly Sort[]): string {
  const last = sorts.at(-1)?.descending === true ? 'desc' : 'asc';
  const parts = sorts.map(({ property, descending }) => `e."${property}" ${descending ? 'desc' : 'asc'}`);
  return [...parts, `e.id ${last}`].join(', ');
}

/** An expression that rows are sorted by. */
export interface Key {
  readonly sql: string;
  readonly descending: boolean;
}

/** Behind the row with these values and this id: a seek in the index, never an offset. */
export function behindRow(sorts: readonly Sort[], values: readonly SqlValue[], id: string): Condition {
  const keys = sorts.map(({ property, descending }): Key => ({ sql: `e."${property}"`, descending }));
  const [only, ...more] = keys;
  if (only === undefined) return { sql: 'e.id > ?', values: [id] };
  return more.length === 0 ? behindOne(only, values[0] ?? null, id) : behindKeys(keys, 'e.id', values, id);
}

/** In a form that SQLite reads as where to begin in the index of the one property. */
function behindOne({ sql, descending }: Key, value: SqlValue, id: string): Condition {
  if (value === null) {
    return descending
      ? { sql: `(${sql} is null and e.id < ?)`, values: [id] }
      : { sql: `(${sql} is not null or e.id > ?)`, values: [id] };
  }
  const nulls = descending ? ` or ${sql} is null` : '';
  return { sql: `((${sql}, e.id) ${descending ? '<' : '>'} (?, ?)${nulls})`, values: [value, id] };
}

/** Behind by the first key, or equal in that and behind by the second, and so on to the id. */
export function behindKeys(
  keys: readonly Key[],
  idKey: string,
  values: readonly SqlValue[],
  id: string,
): Condition {
  const equal = (upTo: number): Condition[] =>
    keys.slice(0, upTo).map(({ sql }, at) => ({ sql: `${sql} is ?`, values: [values[at] ?? null] }));
  const steps = keys.map((key, at) => joined([...equal(at), beyond(key, values[at] ?? null)], 'and'));
  const end = { sql: `${idKey} ${keys.at(-1)?.descending === true ? '<' : '>'} ?`, values: [id] };
  return joined([...steps, joined([...equal(keys.length), end], 'and')], 'or');
}

/** Null comes first upwards and last downwards. */
function beyond({ sql, descending }: Key, value: SqlValue): Condition {
  if (value === null) return { sql: descending ? '0' : `${sql} is not null`, values: [] };
  const nulls = descending ? ` or ${sql} is null` : '';
  return { sql: `(${sql} ${descending ? '<' : '>'} ?${nulls})`, values: [value] };
}
