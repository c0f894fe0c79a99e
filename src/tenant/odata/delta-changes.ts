import { isDeepStrictEqual } from 'node:util';

import { extensionsColumn } from '../edm/extensions.ts';
import type { EntityName } from '../edm/model.ts';
import type { ChangedProperties, RecordedChange } from '../state/change.ts';
import type { TenantState } from '../state/state.ts';
import { end, standard } from './delta-everything.ts';
import { tracked } from './delta-options.ts';
import type { DeltaOptions, DeltaPage, DeltaToken } from './delta-token.ts';

/** So many rows of the log make a page. An object that changed again later comes again, as Graph allows. */
const rowsPerPage = 500;

/** What a page of the log says of one object. */
interface Touched {
  readonly type: EntityName;
  readonly id: string;
  /** It came or went. */
  moved: boolean;
  readonly properties: Set<string>;
  /** By relation: ids of the other ends. */
  readonly ends: Map<string, Set<string>>;
}

/**
 * A later round: which objects the log names, each as it is now. Since their state is read and not replayed, a client
 * that applies every page has the state at the end of the log, whatever happened between.
 */
export function readChangesOf(
  state: TenantState,
  token: DeltaToken,
  set: string,
  minimal: boolean,
): DeltaPage {
  const { options, sequence } = token;
  const upTo = token.upTo ?? state.changes.last();
  const [only, ...others] = options.types;
  const rows = state.changes.read({
    after: sequence,
    upTo,
    limit: rowsPerPage,
    ...(others.length === 0 && only !== undefined && { entity: only }),
  });
  const typed = set === 'directoryObjects';
  const value: Record<string, unknown>[] = [];
  for (const touched of gather(rows, options).values()) {
    const told = tell(state, touched, options, typed, minimal);
    if (told !== undefined) value.push(told);
  }
  const last = rows.at(-1);
  const more = rows.length === rowsPerPage && last !== undefined && last.sequence < upTo;
  return { value, next: more ? { sequence: last.sequence, upTo } : undefined, known: upTo };
}

function gather(rows: readonly RecordedChange[], options: DeltaOptions): ReadonlyMap<string, Touched> {
  const ids = options.ids === undefined ? undefined : new Set(options.ids.map((id) => id.toLowerCase()));
  const objects = new Map<string, Touched>();
  for (const { entity, id, kind, navigation, other, properties } of rows) {
    if (!options.types.includes(entity) || ids?.has(id.toLowerCase()) === false) continue;
    const key = id.toLowerCase();
    const touched = objects.get(key) ?? {
      type: entity,
      id,
      moved: false,
      properties: new Set(),
      ends: new Map(),
    };
    objects.set(key, touched);
    if (navigation !== undefined && other !== undefined) {
      const ends = touched.ends.get(navigation) ?? new Set<string>();
      touched.ends.set(navigation, ends.add(other));
    } else {
      touched.moved ||= kind !== 'updated';
      for (const name of Object.keys(properties)) touched.properties.add(name);
      for (const name of changedExtensions(properties)) touched.properties.add(name);
    }
  }
  return objects;
}

/** Values of extensions lie in one column; those that differ are told by their own names. */
function changedExtensions(properties: ChangedProperties): string[] {
  const [was, is] = (properties[extensionsColumn] ?? []) as readonly (Record<string, unknown> | null)[];
  const names = new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})]);
  return [...names].filter((name) => !isDeepStrictEqual(was?.[name], is?.[name]));
}

/** Undefined when nothing of it is tracked, or when a later page tells that it is gone. */
function tell(
  state: TenantState,
  { type, id, moved, properties: changed, ends }: Touched,
  options: DeltaOptions,
  typed: boolean,
  minimal: boolean,
): Record<string, unknown> | undefined {
  const { properties, relations } = tracked(type, options);
  const row = state.get(type, id, properties);
  if (row === undefined) {
    if (!moved) return undefined;
    // Source: delta-query-overview: `changed` lies in the bin and may come back, `deleted` is gone for good.
    const reason = state.bin.get(type, id) === undefined ? 'deleted' : 'changed';
    return {
      ...(typed && { '@odata.type': `#microsoft.graph.${type}` }),
      id,
      '@removed': { reason },
    };
  }
  const told = properties.filter((name) => changed.has(name));
  const touchedRelations = relations.filter(([, nav]) => ends.has(nav));
  if (!moved && told.length === 0 && touchedRelations.length === 0) return undefined;
  const object = standard(type, row, minimal && !moved ? told : properties, typed, changed);
  for (const [name, nav] of touchedRelations) {
    object[`${name}@delta`] = [...(ends.get(nav) ?? [])].map((other) => ({
      ...end(state, other),
      ...(!state.linked(nav, id, other) && { '@removed': { reason: 'deleted' } }),
    }));
  }
  return object;
}
