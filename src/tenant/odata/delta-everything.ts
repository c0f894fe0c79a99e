import { isExtensionName } from '../edm/extensions.ts';
import { type EntityName, sheets } from '../edm/model.ts';
import { type Row, columnList, rowFromSql, tableOf } from '../state/columns.ts';
import type { TenantState } from '../state/state.ts';
import { tracked } from './delta-options.ts';
import type { DeltaPage, DeltaToken, FullCursor } from './delta-token.ts';
import { shape } from './shape.ts';

/** A page ends with so many objects, or so many ends of relations. Graph does not say how many it takes. */
const mostObjects = 200;
const mostEnds = 2_000;

/**
 * The first round: all that there is, by type and id. What is written meanwhile is told by the round after it, since
 * that one begins where this one began.
 */
export function readEverything(state: TenantState, token: DeltaToken, set: string): DeltaPage {
  const { options, sequence } = token;
  const value: Record<string, unknown>[] = [];
  let endsLeft = mostEnds;
  let cursor: FullCursor = token.full ?? { type: 0, id: '' };
  const stop = (full: FullCursor): DeltaPage => ({ value, next: { sequence, full }, known: sequence });

  while (cursor.type < options.types.length) {
    const type = options.types[cursor.type]!;
    const { properties, relations } = tracked(type, options);
    const rows = rowsAfter(state, type, properties, cursor, options.ids, mostObjects - value.length);
    for (const row of rows) {
      const from = row.id === cursor.id ? cursor.within : undefined;
      const object = standard(type, row, properties, set === 'directoryObjects');
      value.push(object);
      for (let at = from?.navigation ?? 0; at < relations.length; at += 1) {
        const [name, nav] = relations[at]!;
        const after = at === from?.navigation ? from.after : '';
        const ends = endsAfter(state, nav, row.id, after, endsLeft + 1);
        const shown = ends.slice(0, endsLeft);
        endsLeft -= shown.length;
        if (shown.length > 0) object[`${name}@delta`] = shown.map((id) => end(state, id));
        if (ends.length > shown.length)
          return stop({
            type: cursor.type,
            id: row.id,
            within: { navigation: at, after: shown.at(-1) ?? after },
          });
      }
      cursor = { type: cursor.type, id: row.id };
    }
    if (value.length >= mostObjects) return stop(cursor);
    cursor = { type: cursor.type + 1, id: '' };
  }
  return { value, next: undefined, known: sequence };
}

/** Behind the cursor's object, or with it when some of its relations are still to be told. */
function rowsAfter(
  state: TenantState,
  type: EntityName,
  properties: readonly string[],
  { id, within }: FullCursor,
  ids: readonly string[] | undefined,
  most: number,
): Row[] {
  if (ids !== undefined) {
    return ids
      .filter((each) => each > id.toLowerCase() || (within !== undefined && each === id.toLowerCase()))
      .flatMap((each) => state.get(type, each, properties) ?? [])
      .slice(0, most);
  }
  const sign = within === undefined ? '>' : '>=';
  return state
    .select(
      `select ${columnList(type, properties)} from ${tableOf(type)} where id ${sign} ? order by id limit ?`,
      [id, most],
    )
    .map((stored) => rowFromSql(type, stored));
}

function endsAfter(state: TenantState, nav: string, source: string, after: string, most: number): string[] {
  return state
    .select('select target from link where nav = ? and source = ? and target > ? order by target limit ?', [
      nav,
      source,
      after,
      most,
    ])
    .map(({ target }) => String(target));
}

/** One end of a relation: its type and id, and no more. */
export function end(state: TenantState, id: string): Record<string, unknown> {
  const type = state.typeOf(id) ?? state.bin.typeOf(id) ?? lastKnownType(state, id);
  return { '@odata.type': `#microsoft.graph.${type}`, id };
}

function lastKnownType(state: TenantState, id: string): string {
  const own = state.changes
    .read({ id, newestFirst: true, limit: 20 })
    .find(({ navigation }) => navigation === undefined);
  return own?.entity ?? 'directoryObject';
}

/** Properties that were never set are not in it. */
export function standard(
  type: EntityName,
  row: Row,
  properties: readonly string[],
  typed: boolean,
  changed: ReadonlySet<string> = new Set(),
): Record<string, unknown> {
  const names = new Set([...properties, 'id']);
  const known = Object.keys(sheets[type].properties).filter((name) => names.has(name));
  const extensions = properties.filter((name) => isExtensionName(name));
  const shown = shape(type, row, [...known, ...extensions], typed);
  return Object.fromEntries(
    Object.entries(shown).filter(([name, value]) => value !== null || changed.has(name)),
  );
}
