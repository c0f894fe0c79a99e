import { TenantryError, problem } from '#kernel';

import { type EntityName, sheets } from '../edm/model.ts';
import type { SqlValue } from '../state/columns.ts';
import type { TenantState } from '../state/state.ts';
import { type Answer, selectRows, whenBoth, whenThere } from './answer.ts';
import { collection } from './collection.ts';
import { type Condition, joined } from './filter/condition.ts';
import { behindKeys } from './order.ts';
import { type Query, readQuery } from './query.ts';
import type { Context, GraphRequest, GraphResponse, Scope } from './request.ts';
import { countIn, countStatement, navigationOf, rowsWithin } from './rows.ts';
import { shape } from './shape.ts';

/** One type of a mixed collection and what is asked of it. */
interface Part {
  readonly type: EntityName;
  readonly query: Query;
}

/** Directory objects of several kinds. A kind that lacks what the filter asks about has no row in the answer. */
export function readMixed(
  context: Context,
  request: GraphRequest,
  scope: Scope,
  types: readonly EntityName[],
): Answer<GraphResponse> {
  const { state } = context;
  if (request.query.has('$expand')) throw problem('GraphQueryUnsupported');
  const parts = partsOf(request, scope, types);
  const { top, count, orderBy } = parts[0]!.query;
  const names = request.query.get('$select');
  const { by } = navigationOf(scope).relation;
  const direct = isPlain(parts) && by === 'link';
  // What somebody is in is read from the index of links, of each kind.
  const cheap = isPlain(parts) && by === 'reverse';
  return whenBoth(
    direct
      ? walkLinks(state, scope, types, parts[0]!.query)
      : selectRows(context, unionStatement(scope, parts), cheap),
    count ? countParts(context, scope, parts) : undefined,
    (rows, total) => {
      const page = rows.slice(0, top).flatMap((row) => {
        const type = String(row['type']) as EntityName;
        // Another thread read the ids, and one may have gone since.
        const found = state.get(type, String(row['id']));
        return found === undefined ? [] : [shape(type, found, lenientSelect(type, names), true)];
      });
      const last = rows.length > top ? rows[top - 1] : undefined;
      return collection(request, 'user', page, scope, {
        count: total,
        next: last && {
          id: String(last['id']),
          ...(orderBy.length > 0 && { values: orderBy.map((_, at) => last[`k${at}`] ?? null) }),
        },
      });
    },
  );
}

export function countMixed(
  context: Context,
  request: GraphRequest,
  scope: Scope,
  types: readonly EntityName[],
): Answer<number> {
  return countParts(context, scope, partsOf(request, scope, types));
}

/** The first refusal stands when no type takes the query. */
function partsOf(request: GraphRequest, scope: Scope, types: readonly EntityName[]): readonly Part[] {
  const query = new URLSearchParams(request.query);
  query.delete('$select');
  let refusal: TenantryError | undefined;
  const parts = types.flatMap((type): Part[] => {
    try {
      return [{ type, query: readQuery(type, { ...request, query }, scope) }];
    } catch (error) {
      if (!(error instanceof TenantryError)) throw error;
      refusal ??= error;
      return [];
    }
  });
  if (parts.length === 0 && refusal !== undefined) throw refusal;
  return parts;
}

function isPlain(parts: readonly Part[]): boolean {
  return parts.every(
    ({ query }) => query.filter === undefined && query.search === undefined && query.orderBy.length === 0,
  );
}

/** Along the links of one navigation, which lie in order. */
function walkLinks(
  state: TenantState,
  scope: Scope,
  types: readonly EntityName[],
  query: Query,
): Record<string, SqlValue>[] {
  const { relation } = navigationOf(scope);
  if (!('nav' in relation)) return [];
  const found: Record<string, SqlValue>[] = [];
  for (let after = query.after?.id ?? ''; found.length <= query.top;) {
    const links = state.select(
      'select target as id from link where nav = ? and source = ? and target > ? order by target limit ?',
      [relation.nav, scope.id, after, query.top + 1],
    );
    for (const { id } of links) {
      const type = state.typeOf(String(id));
      if (type !== undefined && types.includes(type)) found.push({ id: id!, type });
    }
    if (links.length <= query.top) break;
    after = String(links.at(-1)!['id']);
  }
  return found;
}

function unionStatement(scope: Scope, parts: readonly Part[]): Condition {
  const { orderBy, after, top } = parts[0]!.query;
  const keys = orderBy.map(({ property }, at) => `e."${property}" as k${at}`);
  const selects = parts.map(({ type, query }) => {
    const { from, key, sql, values } = rowsWithin(type, scope);
    const all = joined([{ sql, values }, ...conditionsOf(query)], 'and');
    const columns = [`${key} as id`, `'${type}' as type`, ...keys].join(', ');
    return { sql: `select ${columns} from ${from} where ${all.sql}`, values: all.values };
  });
  const by = orderBy.map(({ descending }, at) => ({ sql: `k${at}`, descending }));
  const begin = after === undefined ? [] : [behindKeys(by, 'id', after.values ?? [], after.id)];
  const last = orderBy.at(-1)?.descending === true ? 'desc' : 'asc';
  const order = [...by.map(({ sql, descending }) => `${sql} ${descending ? 'desc' : 'asc'}`), `id ${last}`];
  return {
    sql: `select * from (${selects.map(({ sql }) => sql).join(' union all ')}) as u${
      begin.length === 0 ? '' : ` where ${begin[0]!.sql}`
    } order by ${order.join(', ')} limit ?`,
    values: [...selects.flatMap(({ values }) => values), ...begin.flatMap(({ values }) => values), top + 1],
  };
}

function countParts(context: Context, scope: Scope, parts: readonly Part[]): Answer<number> {
  return parts
    .map(({ type, query }) =>
      whenThere(selectRows(context, countStatement(type, scope, conditionsOf(query)), false), countIn),
    )
    .reduce((sum, each) => whenBoth(sum, each, (one, other) => one + other), 0 as Answer<number>);
}

function conditionsOf({ filter, search }: Query): Condition[] {
  return [filter, search].filter((one) => one !== undefined);
}

function lenientSelect(entity: EntityName, text: string | null): readonly string[] | undefined {
  if (text === null) return undefined;
  const names = new Set(text.split(',').map((name) => name.trim().toLowerCase()));
  return Object.keys(sheets[entity].properties).filter((name) => names.has(name.toLowerCase()));
}
