import { type EntityName, entityNames, sheets } from '../edm/model.ts';
import { type Row, columnsOf, toSql } from '../state/columns.ts';
import type { TenantState } from '../state/state.ts';
import type { Change, ChangeEnd } from './change.ts';
import { commonPoint } from './common-point.ts';
import { nameProperty } from './names.ts';

/** Beyond so many rows it is quicker to compare everything. */
const mostRows = 200_000;

type Link = readonly [nav: string, source: string, target: string];

/** What either log names since the state that both go back to. */
interface Named {
  readonly objects: ReadonlyMap<EntityName, ReadonlySet<string>>;
  readonly links: readonly Link[];
}

/**
 * The differences of what the logs name: its cost goes by what was changed, not by how much there is. Undefined where
 * the logs do not tell.
 */
export function diffFromLogs(before: TenantState, after: TenantState): Change[] | undefined {
  const point = commonPoint(before, after);
  if (point === undefined) return undefined;
  const rows = before.changes.last() - point + (after.changes.last() - point);
  if (rows > mostRows) return undefined;
  const { objects, links } = named([before, after], point);
  return [
    ...entityNames.flatMap((entity) => objectChanges(before, after, entity, objects.get(entity))),
    ...linkChanges(before, after, links),
  ];
}

function named(states: readonly TenantState[], point: number): Named {
  const objects = new Map<EntityName, Map<string, string>>();
  const links = new Map<string, Link>();
  for (const { changes } of states) {
    for (let after = point; ;) {
      const rows = changes.read({ after, limit: 5_000 });
      for (const { entity, id, navigation, other } of rows) {
        if (navigation !== undefined && other !== undefined) {
          links.set(`${navigation} ${id} ${other}`.toLowerCase(), [navigation, id, other]);
        } else {
          const ids = objects.get(entity) ?? new Map<string, string>();
          objects.set(entity, ids.set(id.toLowerCase(), id));
        }
      }
      const last = rows.at(-1);
      if (last === undefined) break;
      after = last.sequence;
    }
  }
  return {
    objects: new Map([...objects].map(([entity, ids]) => [entity, new Set(ids.values())])),
    links: [...links.values()].toSorted((a, b) => compareTexts(a.join(' '), b.join(' '))),
  };
}

function objectChanges(
  before: TenantState,
  after: TenantState,
  entity: EntityName,
  ids: ReadonlySet<string> | undefined,
): Change[] {
  const removed: Change[] = [];
  const added: Change[] = [];
  const changed: Change[] = [];
  for (const id of [...(ids ?? [])].toSorted(compareTexts)) {
    const [was, is] = [before.get(entity, id), after.get(entity, id)];
    if (was !== undefined && is !== undefined) changed.push(...propertyChanges(entity, was, is));
    else if (was !== undefined) removed.push({ op: 'removed', ...endFrom(entity, was) });
    else if (is !== undefined) added.push({ op: 'added', ...endFrom(entity, is) });
  }
  return [...removed, ...added, ...changed];
}

function propertyChanges(entity: EntityName, was: Row, is: Row): Change[] {
  return columnsOf(entity)
    .filter(({ name, kind }) => name !== 'id' && toSql(kind, was[name]) !== toSql(kind, is[name]))
    .map(({ name }) => {
      const change = { op: 'changed', ...endFrom(entity, is), property: name } as const;
      if (sheets[entity].properties[name]?.writeOnly === true) return change;
      return { ...change, before: was[name], after: is[name] };
    });
}

function linkChanges(before: TenantState, after: TenantState, links: readonly Link[]): Change[] {
  const changed = (op: 'removed' | 'added', there: TenantState, gone: TenantState): Change[] =>
    links
      .filter((link) => there.linked(...link) && !gone.linked(...link))
      .map(([nav, source, target]) => {
        // `group.members`: the entity that owns the relation, and its navigation.
        const [owner = '', name = ''] = nav.split('.');
        const link = { nav: name, target: endOf(there, target) };
        return { op, ...endOf(there, source, owner as EntityName), link };
      });
  return [...changed('removed', before, after), ...changed('added', after, before)];
}

function endOf(state: TenantState, id: string, usual: EntityName = 'user'): ChangeEnd {
  const own = state.get(usual, id);
  if (own !== undefined) return endFrom(usual, own);
  const type = state.typeOf(id);
  const row = type === undefined ? undefined : state.get(type, id);
  return type === undefined || row === undefined ? { type: usual, id, name: id } : endFrom(type, row);
}

function endFrom(type: EntityName, row: Row): ChangeEnd {
  return { type, id: row.id, name: String(row[nameProperty(type)] ?? row.id) };
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
