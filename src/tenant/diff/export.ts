import { type EntityName, entityNames, isLog, sheets } from '../edm/model.ts';
import { shape } from '../odata/shape.ts';
import type { Row } from '../state/columns.ts';
import type { TenantState } from '../state/state.ts';

export interface ExportedState {
  readonly entities: Readonly<Partial<Record<EntityName, readonly Readonly<Record<string, unknown>>[]>>>;
  /** `{ 'group.members': [[group id, user id], …] }`. */
  readonly links: Readonly<Record<string, readonly (readonly [source: string, target: string])[]>>;
}

/** The whole state as one document: the same state always gives the same text. No secret property is in it. */
export function exportState(state: TenantState): ExportedState {
  const entities: Partial<Record<EntityName, Readonly<Record<string, unknown>>[]>> = {};
  for (const entity of entityNames) {
    // What happened is no state: exporting signs in, which a log of sign-ins would tell.
    if (isLog(entity)) continue;
    const rows = [...state.all(entity)].map((row) => shown(entity, row));
    if (rows.length > 0) entities[entity] = rows;
  }
  const links: Record<string, (readonly [string, string])[]> = {};
  for (const { nav, source, target } of state.select(
    'select nav, source, target from link order by nav, source, target',
    [],
  )) {
    (links[String(nav)] ??= []).push([String(source), String(target)]);
  }
  return { entities, links };
}

function shown(entity: EntityName, row: Row): Readonly<Record<string, unknown>> {
  const all = shape(entity, row, Object.keys(sheets[entity].properties));
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
}
