import { problem } from '#kernel';

import { type EntityName, isEntityName, sheets } from '../edm/model.ts';
import { behaviours } from '../behaviours/table.ts';
import { rowFromSql, tableOf } from '../state/columns.ts';
import type { TenantState } from '../state/state.ts';
import { demand } from './demand.ts';
import { expand } from './expand.ts';
import { readExpand } from './expansion.ts';
import { isEventual, readQuery, readSelect, refuseUnknown, writeSkipToken } from './query.ts';
import type { Context, GraphRequest, GraphResponse, Scope, Target } from './request.ts';
import { clause, countRows, isInside, navigationOf, typesBehind, where } from './rows.ts';
import { inCheapOrder, pageStatement } from './page.ts';
import { byDefault, shape } from './shape.ts';
import { onlyTarget } from './url/walk.ts';

/** `GET` of a set or of a navigation to many. */
export function readCollection(
  context: Context,
  request: GraphRequest,
  entity: EntityName,
  scope: Scope | undefined,
): GraphResponse {
  const { relation } = scope === undefined ? { relation: undefined } : navigationOf(scope);
  if (scope !== undefined && relation?.by === 'behaviour') {
    const rows = behaviours.computed[`${scope.entity}.${scope.navigation}`]!(context, scope.id);
    return collection(
      request,
      entity,
      rows.map((row) => shape(entity, row, undefined)),
      scope,
    );
  }
  if (scope !== undefined) demand(context.state, scope.entity, scope.id, []);
  const types = typesBehind(entity, scope);
  const [only, ...others] = types;
  if (others.length > 0) return readMixed(context, request, scope!, types);
  return readOneTable(context, request, only!, scope);
}

export function readCount(
  context: Context,
  request: GraphRequest,
  entity: EntityName,
  scope: Scope | undefined,
): GraphResponse {
  const query = readQuery(entity, withCount(request));
  if (sheets[entity].directoryObject === true && !isEventual(request)) throw problem('GraphCountUnsupported');
  if (scope !== undefined) demand(context.state, scope.entity, scope.id, []);
  const total = typesBehind(entity, scope)
    .map((type) => countRows(context.state, type, scope, query.filter))
    .reduce((sum, each) => sum + each, 0);
  return { status: 200, body: String(total) };
}

export function readEntity(
  context: Context,
  request: GraphRequest,
  entity: EntityName,
  id: string,
  scope: Scope | undefined,
  polymorphic: boolean,
): GraphResponse {
  const { state } = context;
  if (scope !== undefined && navigationOf(scope).relation.by === 'behaviour')
    return readComputed(context, request, entity, scope, id);
  const wanted = scope === undefined ? id : singleTarget(state, scope, id);
  const type =
    scope !== undefined && !isEntityName(navigationOf(scope).to) ? (state.typeOf(wanted) ?? entity) : entity;
  refuseUnknown(request);
  const select = readSelect(type, request.query.get('$select'));
  const row = demand(state, type, wanted, select ?? byDefault(type));
  const expansions = readExpand(type, request.query.get('$expand'));
  const suffix = select === undefined ? '' : `(${select.join(',')})`;
  const typed = polymorphic || (scope !== undefined && sheets[type].directoryObject === true);
  const set = polymorphic ? 'directoryObjects' : (sheets[type].set ?? type);
  return {
    status: 200,
    body: {
      '@odata.context': `${request.base}/$metadata#${set}${suffix}/$entity`,
      ...shape(type, row, select, typed),
      ...(expansions.length > 0 && expand(context, type, row.id, expansions)),
    },
  };
}

/** One of what a behaviour works out: the only one, or that with this id. */
function readComputed(
  context: Context,
  request: GraphRequest,
  entity: EntityName,
  scope: Scope,
  id: string,
): GraphResponse {
  demand(context.state, scope.entity, scope.id, []);
  const rows = behaviours.computed[`${scope.entity}.${scope.navigation}`]!(context, scope.id);
  const row = id === '' ? rows[0] : rows.find((each) => each.id === id);
  if (row === undefined) throw problem('GraphNotFound', { id: id === '' ? scope.navigation : id });
  const select = readSelect(entity, request.query.get('$select'));
  const place = `${sheets[scope.entity].set}('${scope.id}')/${scope.navigation}`;
  return {
    status: 200,
    body: { '@odata.context': `${request.base}/$metadata#${place}/$entity`, ...shape(entity, row, select) },
  };
}

/** `/users/{id}/displayName`: the value in an envelope, or as plain text behind `/$value`. */
export function readProperty(
  context: Context,
  { entity, id, property, raw }: Target & { kind: 'property' },
): GraphResponse {
  const value = shape(entity, demand(context.state, entity, id, [property]), [property])[property];
  if (value === undefined || value === null) return { status: 204 };
  if (raw) return { status: 200, body: typeof value === 'object' ? JSON.stringify(value) : String(value) };
  const set = sheets[entity].set ?? entity;
  return {
    status: 200,
    body: { '@odata.context': `${context.base}/$metadata#${set}('${id}')/${property}`, value },
  };
}

/** `GET …/$ref`: addresses instead of the entities themselves. */
export function readReferences(context: Context, request: GraphRequest, scope: Scope): GraphResponse {
  const { to, many } = navigationOf(scope);
  const entity: EntityName = isEntityName(to) ? to : 'user';
  const link = ({ id }: Readonly<Record<string, unknown>>) => ({
    '@odata.id': `${request.base}/directoryObjects/${String(id)}`,
  });
  if (!many) {
    const { body } = readEntity(context, request, entity, '', scope, false);
    return { status: 200, body: link(body as Record<string, unknown>) };
  }
  const answer = readCollection(context, request, entity, scope);
  const body = answer.body as { value: readonly Record<string, unknown>[] };
  return { ...answer, body: { ...body, value: body.value.map(link) } };
}

/** One kind of row: filtered, sorted and paged by SQLite. */
function readOneTable(
  context: Context,
  request: GraphRequest,
  entity: EntityName,
  scope: Scope | undefined,
): GraphResponse {
  const asked = readQuery(entity, request);
  const query = scope === undefined ? inCheapOrder(asked) : asked;
  const { state } = context;
  const { sql, values } = pageStatement(entity, scope, query);
  const rows = state.select(sql, values);
  const page = rows.slice(0, query.top).map((stored) => rowFromSql(entity, stored));
  const last = page.at(-1);
  const more = rows.length > query.top && last !== undefined;
  const sortValue =
    query.orderBy === undefined ? undefined : (last?.[query.orderBy.property] as string | null);
  const typed = scope !== undefined && !isEntityName(navigationOf(scope).to);
  return collection(
    request,
    entity,
    page.map((row) => ({
      ...shape(entity, row, query.select, typed),
      ...(query.expand.length > 0 && expand(context, entity, row.id, query.expand)),
    })),
    scope,
    {
      ...(query.count && { count: countRows(state, entity, scope, query.filter) }),
      ...(more && {
        next: writeSkipToken({ id: last.id, ...(sortValue !== undefined && { value: sortValue }) }),
      }),
    },
  );
}

/** Directory objects of several kinds, by id: `$filter` and `$orderby` need a cast, as they mostly do in Graph. */
function readMixed(
  context: Context,
  request: GraphRequest,
  scope: Scope,
  types: readonly EntityName[],
): GraphResponse {
  const { query } = request;
  if (query.has('$filter') || query.has('$orderby') || query.has('$expand')) {
    throw problem('GraphNotEmulated', {
      operation: `$filter, $orderby or $expand on ${scope.entity}/${scope.navigation} without a type cast`,
    });
  }
  const options = readQuery('user', { ...request, query: withoutSelect(query) });
  const { state } = context;
  const { conditions, values } = where(scope, undefined);
  const union = types
    .map((type) => `select id, '${type}' as type from ${tableOf(type)} as e${clause(conditions)}`)
    .join(' union all ');
  const bound = types.flatMap(() => values);
  const after = options.after === undefined ? '' : ' where id > ?';
  const rows = state.select(`select id, type from (${union})${after} order by id limit ?`, [
    ...bound,
    ...(options.after === undefined ? [] : [options.after.id]),
    options.top + 1,
  ]);
  const page = rows.slice(0, options.top).map((row) => {
    const type = String(row['type']) as EntityName;
    return shape(
      type,
      demand(state, type, String(row['id'])),
      lenientSelect(type, query.get('$select')),
      true,
    );
  });
  const last = rows[options.top - 1];
  return collection(request, 'user', page, scope, {
    ...(options.count && {
      count: types.reduce((sum, type) => sum + countRows(state, type, scope, undefined), 0),
    }),
    ...(rows.length > options.top &&
      last !== undefined && { next: writeSkipToken({ id: String(last['id']) }) }),
  });
}

function collection(
  request: GraphRequest,
  entity: EntityName,
  value: readonly unknown[],
  scope: Scope | undefined,
  extra: { readonly count?: number; readonly next?: string } = {},
): GraphResponse {
  const select = request.query.get('$select');
  const name =
    scope === undefined
      ? sheets[entity].set
      : isEntityName(navigationOf(scope).to)
        ? `${sheets[scope.entity].set}('${scope.id}')/${scope.navigation}`
        : 'directoryObjects';
  return {
    status: 200,
    body: {
      '@odata.context': `${request.base}/$metadata#${name}${select === null ? '' : `(${select})`}`,
      ...(extra.count !== undefined && { '@odata.count': extra.count }),
      ...(extra.next !== undefined && { '@odata.nextLink': nextLink(request, extra.next) }),
      value,
    },
  };
}

function nextLink(request: GraphRequest, token: string): string {
  const query = new URLSearchParams(request.query);
  query.set('$skiptoken', token);
  // Graph writes the dollar as it is.
  return `${request.base}${request.path}?${query.toString().replaceAll('%24', '$')}`;
}

function singleTarget(state: TenantState, scope: Scope, id: string): string {
  const { many } = navigationOf(scope);
  if (many) {
    if (!isInside(state, scope, id)) throw problem('GraphNotFound', { id });
    return id;
  }
  demand(state, scope.entity, scope.id, []);
  const target = onlyTarget(state, scope);
  if (target === undefined) throw problem('GraphNotFound', { id: scope.navigation });
  return target;
}

function lenientSelect(entity: EntityName, text: string | null): readonly string[] | undefined {
  if (text === null) return undefined;
  const names = new Set(text.split(',').map((name) => name.trim().toLowerCase()));
  return Object.keys(sheets[entity].properties).filter((name) => names.has(name.toLowerCase()));
}

function withoutSelect(query: URLSearchParams): URLSearchParams {
  const copy = new URLSearchParams(query);
  copy.delete('$select');
  return copy;
}

function withCount(request: GraphRequest): GraphRequest {
  const query = new URLSearchParams(request.query);
  query.set('$count', 'true');
  return { ...request, query };
}
