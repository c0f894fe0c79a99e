import { isVisible } from './visible.ts';
import { problem } from '#kernel';

import { behaviours } from '../behaviours/table.ts';
import { type EntityName, isEntityName, sheets } from '../edm/model.ts';
import { type Row, type SqlValue, rowFromSql } from '../state/columns.ts';
import type { TenantState } from '../state/state.ts';
import { type Answer, selectRows, whenBoth, whenThere } from './answer.ts';
import { collection } from './collection.ts';
import { fewOf, isCheapCount, isCheapPage } from './cost.ts';
import { demand } from './demand.ts';
import { expand } from './expand.ts';
import { type Expansion, readExpand } from './expansion.ts';
import { countMixed, readMixed } from './mixed.ts';
import { isEventual, withOptions } from './options.ts';
import { countOf, inCheapOrder, pageStatement, tokenOf } from './page.ts';
import { type Query, readQuery, readSelect } from './query.ts';
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
): Answer<GraphResponse> {
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
): Answer<GraphResponse> {
  const { state } = context;
  const asked = withCount(withOptions(request));
  const types = typesBehind(entity, scope);
  const [only, ...others] = types;
  if (sheets[only!].directoryObject === true && !isEventual(request)) throw problem('GraphCountUnsupported');
  if (scope !== undefined) demand(state, scope.entity, scope.id, []);
  const count =
    others.length > 0
      ? countMixed(context, asked, scope!, types)
      : countOne(context, only!, scope, readQuery(only!, asked, scope));
  return whenThere(count, (total) => ({ status: 200, body: String(total) }));
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

/** The answer of one of what a behaviour works out: the only one, or that with this id. */
function readComputed(
  context: Context,
  request: GraphRequest,
  entity: EntityName,
  scope: Scope,
  id: string,
): GraphResponse {
  const row = computedRow(context, scope, id);
  const select = readSelect(entity, request.query.get('$select'));
  const place = `${sheets[scope.entity].set}('${scope.id}')/${scope.navigation}`;
  return {
    status: 200,
    body: { '@odata.context': `${request.base}/$metadata#${place}/$entity`, ...shape(entity, row, select) },
  };
}

function computedRow(context: Context, scope: Scope, id: string): Row {
  demand(context.state, scope.entity, scope.id, []);
  const rows = behaviours.computed[`${scope.entity}.${scope.navigation}`]!(context, scope.id);
  const row = id === '' ? rows[0] : rows.find((each) => each.id.toLowerCase() === id.toLowerCase());
  if (row === undefined) throw problem('GraphNotFound', { id: id === '' ? scope.navigation : id });
  return row;
}

/** `/users/{id}/displayName`: the value in an envelope, or as plain text behind `/$value`. */
export function readProperty(
  context: Context,
  { entity, id, property, raw, scope }: Target & { kind: 'property' },
): GraphResponse {
  const computed = scope !== undefined && navigationOf(scope).relation.by === 'behaviour';
  const row = computed ? computedRow(context, scope, id) : demand(context.state, entity, id, [property]);
  const value = shape(entity, row, [property])[property];
  if (value === undefined || value === null) return { status: 204 };
  if (raw) return { status: 200, body: typeof value === 'object' ? JSON.stringify(value) : String(value) };
  const place = computed
    ? `${sheets[scope.entity].set}('${scope.id}')/${scope.navigation}`
    : `${sheets[entity].set ?? entity}('${id}')`;
  const inline = typeof value === 'object' && !Array.isArray(value);
  return {
    status: 200,
    // A complex value is the answer itself.
    body: {
      '@odata.context': `${context.base}/$metadata#${place}/${property}`,
      ...(inline ? value : { value }),
    },
  };
}

/** `GET …/$ref`: addresses instead of the entities themselves. */
export function readReferences(context: Context, request: GraphRequest, scope: Scope): Answer<GraphResponse> {
  const { to, many } = navigationOf(scope);
  const entity: EntityName = isEntityName(to) ? to : 'user';
  const link = ({ id }: Readonly<Record<string, unknown>>) => ({
    '@odata.id': `${request.base}/directoryObjects/${String(id)}`,
  });
  if (!many) {
    const { body } = readEntity(context, request, entity, '', scope, false);
    return { status: 200, body: link(body as Record<string, unknown>) };
  }
  return whenThere(readCollection(context, request, entity, scope), (answer) => {
    const body = answer.body as { value: readonly Record<string, unknown>[] };
    return { ...answer, body: { ...body, value: body.value.map(link) } };
  });
}

/** One kind of row: filtered, searched, sorted and paged by SQLite. */
function readOneTable(
  context: Context,
  request: GraphRequest,
  entity: EntityName,
  scope: Scope | undefined,
): Answer<GraphResponse> {
  const asked = readQuery(entity, request, scope);
  const query = scope === undefined ? inCheapOrder(asked) : asked;
  const typed = scope !== undefined && !isEntityName(navigationOf(scope).to);
  return whenThere(readPage(context, entity, scope, query), ({ rows, count, few }) => {
    const last = rows.length > query.top ? rows[query.top - 1] : undefined;
    const shown = rows.slice(0, query.top).filter(({ id }) => isVisible(context, entity, String(id)));
    const value = shown.map((stored) => {
      const row = rowFromSql(entity, stored);
      return {
        ...shape(entity, row, query.select, typed),
        ...(query.expand.length > 0 && expand(context, entity, row.id, query.expand)),
      };
    });
    return collection(request, entity, value, scope, {
      count,
      next: last && tokenOf(scope, query, last, few),
    });
  });
}

interface Page {
  readonly rows: readonly Record<string, SqlValue>[];
  readonly count: number | undefined;
  /** Undefined where an index answers, so that it does not matter. */
  readonly few?: boolean;
}

function readPage(
  context: Context,
  entity: EntityName,
  scope: Scope | undefined,
  query: Query,
): Answer<Page> {
  const cheap = isCheapPage(entity, scope, query);
  const counted = query.count ? countOne(context, entity, scope, query) : undefined;
  if (cheap || scope !== undefined || query.filter === undefined || query.search !== undefined) {
    const rows = selectRows(context, pageStatement(entity, scope, query), cheap);
    return whenBoth(rows, counted, (there, count) => ({ rows: there, count }));
  }
  // How many there are decides how the page is best found.
  const known = query.after?.few;
  const sorted = query.orderBy.length > 0;
  const matches =
    counted ?? (sorted && known === undefined ? countOne(context, entity, scope, query) : undefined);
  return whenThere(matches, (n) => {
    const count = query.count ? n : undefined;
    if (n === 0) return { rows: [], count };
    const few = known ?? (n !== undefined && n < fewOf(sorted));
    const rows = selectRows(context, pageStatement(entity, scope, query, few), false);
    return whenThere(rows, (there) => ({ rows: there, count, few }));
  });
}

function countOne(
  context: Context,
  entity: EntityName,
  scope: Scope | undefined,
  query: Query,
): Answer<number> {
  const counted = selectRows(context, countOf(entity, scope, query), isCheapCount(scope, query));
  return whenThere(counted, countIn);
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
