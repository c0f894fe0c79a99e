import type { EntityName } from '../edm/model.ts';
import { type SqlValue, columnList, tableOf } from '../state/columns.ts';
import type { Condition } from './filter/compile.ts';
import type { Query } from './query.ts';
import type { Scope } from './request.ts';
import { clause, where } from './rows.ts';
import { byDefault } from './shape.ts';

/** Without `$orderby` the order is ours: the one in which the filter's own index reads. */
export function inCheapOrder(query: Query): Query {
  const access = query.filter?.access;
  if (query.orderBy !== undefined || access?.by !== 'property') return query;
  return { ...query, orderBy: { property: access.property, descending: false } };
}

/** The statement of one page and one row more, which tells whether another page follows. */
export function pageStatement(entity: EntityName, scope: Scope | undefined, query: Query): Condition {
  const alternatives = query.filter?.alternatives ?? [];
  const one = alternatives.length > 0 && query.orderBy === undefined ? undefined : query.filter;
  const { conditions, values } = where(scope, one);
  const after = query.after === undefined ? [] : [behind(query)];
  const reached = one === query.filter ? [] : [anyOf(entity, alternatives, query)];
  // Where the page begins comes first: of two lower bounds SQLite takes the first.
  const all = [...after.map(({ sql }) => sql), ...reached.map(({ sql }) => sql), ...conditions];
  const bound = [...after, ...reached].flatMap(({ values }) => values);
  return {
    sql: `select ${columnsFor(entity, query)} from ${tableOf(entity)} as e${clause(all)} order by ${orderOf(query)} limit ?`,
    values: [...bound, ...values, query.top + 1],
  };
}

/** The ids that any alternative gives, no more of each than the page can hold. */
function anyOf(entity: EntityName, alternatives: readonly Condition[], query: Query): Condition {
  const after: Condition = query.after === undefined ? { sql: '', values: [] } : behind(query);
  const values: SqlValue[] = [];
  const each = alternatives.map((alternative) => {
    const all = [...(after.sql === '' ? [] : [after.sql]), alternative.sql];
    values.push(...after.values, ...alternative.values, query.top + 1);
    return `select id from (select e.id from ${tableOf(entity)} as e${clause(all)} order by e.id limit ?)`;
  });
  return { sql: `e.id in (${each.join(' union ')})`, values };
}

function columnsFor(entity: EntityName, { select, orderBy }: Query): string {
  const sorted = orderBy === undefined ? [] : [orderBy.property];
  return columnList(entity, [...(select ?? byDefault(entity)), ...sorted], 'e.');
}

function orderOf({ orderBy }: Query): string {
  if (orderBy === undefined) return 'e.id';
  const direction = orderBy.descending ? 'desc' : 'asc';
  return `e."${orderBy.property}" ${direction}, e.id ${direction}`;
}

/** Behind the last row of the page before: a seek in the index, never an offset. */
function behind({ orderBy, after }: Query): Condition {
  if (orderBy === undefined || after?.value === undefined)
    return { sql: 'e.id > ?', values: [after?.id ?? ''] };
  const { value, id } = after;
  if (value === null) {
    return orderBy.descending
      ? { sql: `(e."${orderBy.property}" is null and e.id < ?)`, values: [id] }
      : { sql: `(e."${orderBy.property}" is not null or e.id > ?)`, values: [id] };
  }
  const comparison = orderBy.descending ? '<' : '>';
  const nulls = orderBy.descending ? ` or e."${orderBy.property}" is null` : '';
  return { sql: `((e."${orderBy.property}", e.id) ${comparison} (?, ?)${nulls})`, values: [value, id] };
}
