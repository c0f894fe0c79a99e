import { type EntityName, sheets } from '../edm/model.ts';
import { type SqlValue, columnList, tableOf } from '../state/columns.ts';
import { indexOf, numbersOf } from '../state/search-index.ts';
import { type Condition, joined } from './filter/condition.ts';
import { behindRow, orderOf } from './order.ts';
import type { PageToken, Query } from './query.ts';
import type { Scope } from './request.ts';
import { countStatement, rowsOf } from './rows.ts';
import { byDefault } from './shape.ts';

/** The name under which a row that was searched for tells its number, by which the next page goes on. */
const numberColumn = '$n';

/** Without `$orderby` the order is ours: the one in which the filter's own index reads. */
export function inCheapOrder(query: Query): Query {
  const access = query.filter?.access;
  if (query.orderBy.length > 0 || query.search !== undefined || access?.by !== 'property') return query;
  return { ...query, orderBy: [{ property: access.property, descending: false }] };
}

/** The statement of one page and one row more, which tells whether another page follows. */
export function pageStatement(entity: EntityName, scope: Scope | undefined, query: Query): Condition {
  if (isSearchPage(scope, query)) return searchPage(entity, query);
  const alternatives = scope === undefined && query.orderBy.length === 0 ? alternativesOf(query) : [];
  const { from, key, sql, values } = rowsOf(entity, scope);
  const sorted = query.orderBy.length > 0;
  const after = query.after === undefined ? [] : [behind(query, query.after, key)];
  // Where the page begins comes first: of two lower bounds SQLite takes the first.
  const all = joined(
    [
      ...after,
      { sql, values },
      ...(alternatives.length > 0 ? [anyOf(entity, alternatives, query)] : conditionsOf(query)),
    ],
    'and',
  );
  return {
    sql: `select ${columnsFor(entity, query)} from ${from} where ${all.sql} order by ${sorted ? orderOf(query.orderBy) : key} limit ? offset ?`,
    values: [...all.values, query.top + 1, query.skip],
  };
}

export function countOf(entity: EntityName, scope: Scope | undefined, query: Query): Condition {
  const { search, filter } = query;
  if (search?.match !== undefined && filter === undefined && scope === undefined) {
    const index = indexOf(entity);
    return { sql: `select count(*) as n from ${index} where ${index} match ?`, values: [search.match] };
  }
  return countStatement(entity, scope, conditionsOf(query));
}

/** Behind this row the next page begins. */
export function tokenOf(
  scope: Scope | undefined,
  query: Query,
  last: Readonly<Record<string, SqlValue>>,
): PageToken {
  const id = String(last['id']);
  if (isSearchPage(scope, query)) return { id, values: [last[numberColumn] ?? 0] };
  if (query.orderBy.length === 0) return { id };
  return { id, values: query.orderBy.map(({ property }) => last[property] ?? null) };
}

function isSearchPage(scope: Scope | undefined, { search, orderBy }: Query): boolean {
  return search?.match !== undefined && orderBy.length === 0 && scope === undefined;
}

/** In the order of the full-text index, which ends after the rows of the page. */
function searchPage(entity: EntityName, query: Query): Condition {
  const [index, numbers] = [indexOf(entity), numbersOf(entity)];
  const after = query.after?.values?.[0];
  const all = joined(
    [
      { sql: `s.${index} match ?`, values: [query.search?.match ?? ''] },
      ...(after === undefined ? [] : [{ sql: 's.rowid > ?', values: [after] }]),
      ...(query.filter === undefined ? [] : [query.filter]),
    ],
    'and',
  );
  const from = `${index} as s cross join ${numbers} as n on n.n = s.rowid cross join ${tableOf(entity)} as e on e.id = n.id`;
  return {
    sql: `select ${columnsFor(entity, query)}, n.n as "${numberColumn}" from ${from} where ${all.sql} order by s.rowid limit ?`,
    values: [...all.values, query.top + 1],
  };
}

function conditionsOf({ filter, search }: Query): Condition[] {
  return [filter, search].filter((one) => one !== undefined);
}

/** Each found in an index of its own, so that none makes the others scan. */
function alternativesOf({ filter, search }: Query): readonly Condition[] {
  if (search === undefined) return filter?.alternatives ?? [];
  if (filter === undefined) return search.alternatives;
  return search.alternatives.map((one) => joined([one, filter], 'and'));
}

/** The ids that any alternative gives, no more of each than the page can hold. */
function anyOf(entity: EntityName, alternatives: readonly Condition[], query: Query): Condition {
  const after = query.after === undefined ? [] : [behind(query, query.after, 'e.id')];
  const values: SqlValue[] = [];
  const each = alternatives.map((alternative) => {
    const all = joined([...after, alternative], 'and');
    values.push(...all.values, query.top + 1);
    return `select id from (select e.id from ${tableOf(entity)} as e where ${all.sql} order by e.id limit ?)`;
  });
  return { sql: `e.id in (${each.join(' union ')})`, values };
}

function columnsFor(entity: EntityName, { select, orderBy }: Query): string {
  const sorted = orderBy.map(({ property }) => property);
  const typed = sheets[entity].variants === undefined ? [] : ['odataType'];
  return columnList(entity, [...(select ?? byDefault(entity)), ...sorted, ...typed], 'e.');
}

function behind({ orderBy }: Query, after: PageToken, key: string): Condition {
  if (orderBy.length === 0) return { sql: `${key} > ?`, values: [after.id] };
  return behindRow(orderBy, after.values ?? [], after.id);
}
