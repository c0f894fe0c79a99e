import { problem } from '#kernel';

import type { EntityName } from '../edm/model.ts';
import { binTableOf, recycledEntities } from '../state/bin.ts';
import { tableOf } from '../state/columns.ts';
import type { TenantState } from '../state/state.ts';
import type { Answer } from './answer.ts';
import { purgeExpired } from './deleted-items.ts';
import { readCollection, readCount } from './read.ts';
import { withOptions } from './options.ts';
import { readSelect } from './query.ts';
import type { Context, GraphRequest, GraphResponse, Target } from './request.ts';
import { shape } from './shape.ts';

type DeletedTarget = Target & { kind: 'deleted' };

/** Lists and counts what was deleted, with every option that the living of its type take; or shows one. */
export function readDeleted(
  context: Context,
  request: GraphRequest,
  { what, entity, id = '' }: DeletedTarget,
): Answer<GraphResponse> {
  purgeExpired(context.state, context.clock);
  if (what === 'one' || entity === undefined) return readOne(context, request, entity, id);
  // The full-text index is one of the living.
  if (request.query.has('$search'))
    throw problem('GraphNotEmulated', { operation: '$search in /directory/deletedItems' });
  // Other threads would read the living.
  const inBin = { ...context, state: binView(context.state), readers: undefined };
  return what === 'count'
    ? readCount(inBin, request, entity, undefined)
    : readCollection(inBin, request, entity, undefined);
}

function readOne(
  { state, base }: Context,
  request: GraphRequest,
  entity: EntityName | undefined,
  id: string,
): GraphResponse {
  const row = entity === undefined ? undefined : state.bin.get(entity, id);
  if (entity === undefined || row === undefined) throw problem('GraphNotFound', { id });
  const select = readSelect(entity, withOptions(request).query.get('$select'));
  const suffix = select === undefined ? '' : `(${select.join(',')})`;
  return {
    status: 200,
    body: {
      '@odata.context': `${base}/$metadata#directoryObjects${suffix}/$entity`,
      ...shape(entity, row, select, true),
    },
  };
}

const tables = new Map(recycledEntities.map((entity) => [tableOf(entity), binTableOf(entity)]));

/**
 * The same state with the bin in the place of the living: statements of the query compiler name tables only, their
 * values are bound, so that another table's name is all it takes.
 */
function binView(state: TenantState): TenantState {
  const there = (sql: string): string => sql.replaceAll(/\be_\w+/g, (table) => tables.get(table) ?? table);
  return {
    ...state,
    get: (type, id) => state.bin.get(type, id),
    select: (sql, values) => state.select(there(sql), values),
  };
}
