import { isVisible } from './visible.ts';
import { problem } from '#kernel';

import { behaviours } from '../behaviours/table.ts';
import { type EntityName, isEntityName, sheets } from '../edm/model.ts';
import { rowFromSql } from '../state/columns.ts';
import type { TenantState } from '../state/state.ts';
import { collection } from './collection.ts';
import { demand } from './demand.ts';
import { expand } from './expand.ts';
import { type Expansion, readExpand } from './expansion.ts';
import { countMixedRequest, readMixed } from './mixed.ts';
import { isEventual, withOptions } from './options.ts';
import { countOf, inCheapOrder, pageStatement, tokenOf } from './page.ts';
import { readQuery, readSelect } from './query.ts';
import type { Context, GraphRequest, GraphResponse, Scope, Target } from './request.ts';
import { countIn, isInside, navigationOf, typesBehind } from './rows.ts';
import { byDefault, shape } from './shape.ts';
import { onlyTarget } from './url/walk.ts';

/** `GET` of a set or of a navigation to many. */
export function readCollection(
  context: Context,
  request: GraphRequest,
  entity: EntityName,
  scope: Scope | undefined,
): GraphResponse {
  const asked = withOptions(request);
  if (scope !== undefined && navigationOf(scope).relation.by === 'behaviour') {
    const rows = behaviours.computed[`${scope.entity}.${scope.navigation}`]!(context, scope.id);
    const select = readSelect(entity, asked.query.get('$select'));
    return collection(
      asked,
      entity,
      rows.map((row) => shape(entity, row, select)),
      scope,
    );
  }
  if (scope !== undefined) demand(context.state, scope.entity, scope.id, []);
  const types = typesBehind(entity, scope);
  const [only, ...others] = types;
  if (others.length > 0) return readMixed(context, asked, scope!, types);
  return readOneTable(context, asked, only!, scope);
}

/** `/users/$count`: a number as plain text, of what the same options would list. */
export function readCount(
  context: Context,
  request: GraphRequest,
  entity: EntityName,
  scope: Scope | undefined,
): GraphResponse {
  const { state } = context;
  const asked = withCount(withOptions(request));
  const types = typesBehind(entity, scope);
  const [only, ...others] = types;
  if (sheets[only!].directoryObject === true && !isEventual(request)) throw problem('GraphCountUnsupported');
  if (scope !== undefined) demand(state, scope.entity, scope.id, []);
  if (others.length > 0) return { status: 200, body: String(countMixedRequest(state, asked, scope!, types)) };
  const { sql, values } = countOf(only!, scope, readQuery(only!, asked, scope));
  return { status: 200, body: String(countIn(state.select(sql, values))) };
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
  const asked = withOptions(request);
  if (scope !== undefined && navigationOf(scope).relation.by === 'behaviour')
    return readComputed(context, asked, entity, scope, id);
  const wanted = scope === undefined ? id : singleTarget(state, scope, id);
  const type =
    scope !== undefined && !isEntityName(navigationOf(scope).to) ? (state.typeOf(wanted) ?? entity) : entity;
  const select = readSelect(type, asked.query.get('$select'));
  const row = demand(state, type, wanted, select ?? byDefault(type));
  const expansions = readExpand(type, asked.query.get('$expand'), true);
  demandLevels(asked, expansions);
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

/** Source: learn.microsoft.com/graph/api/user-list-manager: `$levels` needs the header and `$count=true`. */
function demandLevels(request: GraphRequest, expansions: readonly Expansion[]): void {
  if (expansions.every(({ levels }) => levels === 1)) return;
  const counted = request.query.get('$count')?.toLowerCase() === 'true';
  if (!isEventual(request) || !counted) throw problem('GraphQueryUnsupported');
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

/** One kind of row: filtered, searched, sorted and paged by SQLite. */
function readOneTable(
  context: Context,
  request: GraphRequest,
  entity: EntityName,
  scope: Scope | undefined,
): GraphResponse {
  const asked = readQuery(entity, request, scope);
  const query = scope === undefined ? inCheapOrder(asked) : asked;
  const { state } = context;
  const page = pageStatement(entity, scope, query);
  const rows = state.select(page.sql, page.values);
  const typed = scope !== undefined && !isEntityName(navigationOf(scope).to);
  const last = rows.length > query.top ? rows[query.top - 1] : undefined;
  const shownRows = rows.slice(0, query.top).filter(({ id }) => isVisible(context, entity, String(id)));
  const value = shownRows.map((stored) => {
    const row = rowFromSql(entity, stored);
    return {
      ...shape(entity, row, query.select, typed),
      ...(query.expand.length > 0 && expand(context, entity, row.id, query.expand)),
    };
  });
  const count = countOf(entity, scope, query);
  return collection(request, entity, value, scope, {
    count: query.count ? countIn(state.select(count.sql, count.values)) : undefined,
    next: last && tokenOf(scope, query, last),
  });
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

function withCount(request: GraphRequest): GraphRequest {
  const query = new URLSearchParams(request.query);
  query.set('$count', 'true');
  return { ...request, query };
}
