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

/**
 * The statement of one page and one row more, which tells whether another page follows. When few are found among many,
 * they are gathered first: to walk in the order of an index would read each row of the table to find a page.
 */
export function pageStatement(
  entity: EntityName,
  scope: Scope | undefined,
  query: Query,
  few = false,
): Condition {
  if (isSearchPage(scope, query))
    return query.search?.match === undefined ? eitherPage(entity, query) : searchPage(entity, query);
  if (few) return gatheredPage(entity, query);
  const separate = scope === undefined && query.orderBy.length === 0 && query.search === undefined;
  // Each is found in an index of its own, so that none makes the others scan.
  const alternatives = separate ? (query.filter?.alternatives ?? []) : [];
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

function gatheredPage(entity: EntityName, query: Query): Condition {
  const table = tableOf(entity);
  const found = joined(conditionsOf(query), 'and');
  const after = query.after === undefined ? { sql: '1', values: [] } : behind(query, query.after, 'e.id');
  const gathered = `with f(id) as materialized (select e.id from ${table} as e where ${found.sql})`;
  return {
    sql: `${gathered} select ${columnsFor(entity, query)} from f cross join ${table} as e on e.id = f.id where ${after.sql} order by ${orderOf(query.orderBy)} limit ?`,
    values: [...found.values, ...after.values, query.top + 1],
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
  few: boolean | undefined,
): PageToken {
  const id = String(last['id']);
  const how = few !== undefined && { few };
  if (isSearchPage(scope, query)) return { id, values: [last[numberColumn] ?? 0] };
  if (query.orderBy.length === 0) return { id, ...how };
  return { id, values: query.orderBy.map(({ property }) => last[property] ?? null), ...how };
}

function isSearchPage(scope: Scope | undefined, { search, orderBy }: Query): boolean {
  if (search === undefined || orderBy.length > 0 || scope !== undefined) return false;
  return search.match !== undefined || search.alternatives.length > 0;
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

/** Of what is searched in several indices, as many numbers of each as the page can hold. */
function eitherPage(entity: EntityName, query: Query): Condition {
  const [index, numbers, table] = [indexOf(entity), numbersOf(entity), tableOf(entity)];
  const after: Condition = { sql: 'n.n > ?', values: [query.after?.values?.[0] ?? 0] };
  const filter = query.filter === undefined ? [] : [query.filter];
  const parts = (query.search?.alternatives ?? []).map(({ match, ...condition }): Condition => {
    const found: Condition = match === undefined ? condition : { sql: `s.${index} match ?`, values: [match] };
    const all = joined([found, after, ...filter], 'and');
    const from =
      match === undefined
        ? `${table} as e cross join ${numbers} as n on n.id = e.id`
        : `${index} as s cross join ${numbers} as n on n.n = s.rowid cross join ${table} as e on e.id = n.id`;
    const order = match === undefined ? 'n.n' : 's.rowid';
    return {
      sql: `select n from (select n.n as n from ${from} where ${all.sql} order by ${order} limit ?)`,
      values: [...all.values, query.top + 1],
    };
  });
  const either = parts.map(({ sql }) => sql).join(' union ');
  return {
    sql: `select ${columnsFor(entity, query)}, n.n as "${numberColumn}" from (${either}) as u cross join ${numbers} as n on n.n = u.n cross join ${table} as e on e.id = n.id order by n.n limit ?`,
    values: [...parts.flatMap(({ values }) => values), query.top + 1],
  };
}

function conditionsOf({ filter, search }: Query): Condition[] {
  return [filter, search].filter((one) => one !== undefined);
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
