import { problem } from '#kernel';

import { type EntityName, sheets } from '../edm/model.ts';
import type { Row } from '../state/columns.ts';
import type { TenantState } from '../state/state.ts';

/** The row, with these properties or with all, or Graph's 404. */
export function demand(state: TenantState, entity: EntityName, id: string, only?: readonly string[]): Row {
  const typed = only !== undefined && sheets[entity].variants !== undefined ? [...only, 'odataType'] : only;
  const row = state.get(entity, id, typed);
  if (row === undefined) throw problem('GraphNotFound', { id });
  return row;
}
