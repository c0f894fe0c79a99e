import { problem } from '#kernel';

import { type EntityName, sheets } from '../edm/model.ts';
import type { Row } from '../state/columns.ts';
import type { TenantState } from '../state/state.ts';

/** The row, with these properties or with all, or Graph's 404. */
export function demand(state: TenantState, entity: EntityName, id: string, only?: readonly string[]): Row {
  const typed = only !== undefined && sheets[entity].variants !== undefined ? withType(only) : only;
  const row = state.get(entity, id, typed);
  if (row === undefined) throw problem('GraphNotFound', { id });
  return row;
}

const lists = new WeakMap<readonly string[], readonly string[]>();

/** The same list for the same list: reading rows knows lists by what they are. */
function withType(only: readonly string[]): readonly string[] {
  const known = lists.get(only);
  if (known !== undefined) return known;
  const list = [...only, 'odataType'];
  lists.set(only, list);
  return list;
}
