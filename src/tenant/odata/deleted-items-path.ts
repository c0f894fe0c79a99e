import { problem } from '#kernel';

import { type EntityName, isEntityName } from '../edm/model.ts';
import { isRecycled } from '../state/bin.ts';
import type { TenantState } from '../state/state.ts';
import type { Resolved } from './request.ts';
import { type Segment, castOf } from './url/segments.ts';

const root = '/directory/deletedItems';

/**
 * `/directory/deletedItems/microsoft.graph.user`, `…/{id}`, `…/{id}/restore`, `…/getUserOwnedObjects`. What may be read
 * there depends on the type, so the template names it where it is known.
 */
export function resolveDeletedItem(state: TenantState, segments: readonly Segment[]): Resolved | undefined {
  const [first, second, ...others] = segments;
  if (first?.name.toLowerCase() !== 'directory' || second?.name.toLowerCase() !== 'deleteditems')
    return undefined;
  const [next, ...rest] =
    second.key === undefined ? others : [{ name: second.key, key: undefined }, ...others];
  // Source: learn.microsoft.com/graph/api/directory-deleteditems-list: the cast is a required part of the address.
  if (next === undefined) throw problem('GraphDeletedItemsType');
  const plain = next.name.replace(/^microsoft\.graph\./i, '').toLowerCase();
  if (plain === 'getuserownedobjects' && rest.length === 0)
    return { target: { kind: 'deleted', what: 'owned' }, template: `${root}/getUserOwnedObjects` };
  const cast = castOf(next);
  return cast === undefined ? oneItem(state, unquoted(next.name), rest) : ofType(recycledType(cast), rest);
}

function ofType(entity: EntityName, rest: readonly Segment[]): Resolved {
  const template = `${root}/microsoft.graph.${entity}`;
  const [next, ...more] = rest;
  if (next === undefined) return { target: { kind: 'deleted', what: 'list', entity }, template };
  if (more.length > 0) throw problem('GraphSegmentUnknown', { segment: more[0]!.name });
  if (next.name === '$count')
    return { target: { kind: 'deleted', what: 'count', entity }, template: `${template}/$count` };
  const id = unquoted(next.name);
  return { target: { kind: 'deleted', what: 'one', entity, id }, template: `${template}/{id}` };
}

function oneItem(state: TenantState, id: string, rest: readonly Segment[]): Resolved {
  const entity = state.bin.typeOf(id);
  const template = entity === undefined ? `${root}/{id}` : `${root}/microsoft.graph.${entity}/{id}`;
  const known = { kind: 'deleted', id, ...(entity !== undefined && { entity }) } as const;
  const [next, ...more] = rest;
  if (next === undefined) return { target: { ...known, what: 'one' }, template };
  if (more.length === 0 && /^(microsoft\.graph\.)?restore$/i.test(next.name))
    return { target: { ...known, what: 'restore' }, template: `${template}/restore` };
  const cast = castOf(next);
  if (more.length > 0 || cast === undefined) throw problem('GraphSegmentUnknown', { segment: next.name });
  const wanted = recycledType(cast);
  return {
    target: { kind: 'deleted', what: 'one', entity: wanted, id },
    template: `${root}/microsoft.graph.${wanted}/{id}`,
  };
}

function recycledType(cast: string): EntityName {
  if (isEntityName(cast) && isRecycled(cast)) return cast;
  throw problem('GraphSegmentUnknown', { segment: `microsoft.graph.${cast}` });
}

function unquoted(key: string): string {
  return key.replace(/^'(.*)'$/, '$1');
}
