import { type EntityName, entityNames, isEntityName, isLog, sheets } from '../edm/model.ts';
import { type Row, columnsOf } from '../state/columns.ts';
import type { TenantState } from '../state/state.ts';
import type { Change } from './change.ts';
import { diffStates } from './diff.ts';

/** One operation of RFC 6902, over the document that `documentOf` describes. */
export type PatchOperation =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string };

/** A state as one JSON document: what a patch is about. */
export interface StateDocument {
  /** `{ user: { <id>: { displayName: … } } }`. Properties without a value are absent, secret ones too. */
  readonly entities: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  /** `{ 'group.members <source> <target>': true }`. */
  readonly links: Readonly<Record<string, true>>;
}

export function documentOf(state: TenantState): StateDocument {
  const compared = entityNames.filter((entity) => !isLog(entity));
  const entities = Object.fromEntries(
    compared.map((entity) => [
      entity,
      Object.fromEntries(state.all(entity).map((row) => [row.id, valueOf(entity, row)])),
    ]),
  );
  const links = state
    .select('select nav, source, target from link order by nav, source, target', [])
    .map(({ nav, source, target }) => [`${String(nav)} ${String(source)} ${String(target)}`, true] as const);
  return { entities, links: Object.fromEntries(links) };
}

/** What makes the document of `before` that of `after`. */
export function jsonPatch(before: TenantState, after: TenantState): PatchOperation[] {
  return diffStates(before, after).flatMap((change) => operationOf(after, change));
}

function operationOf(after: TenantState, change: Change): PatchOperation[] {
  const { op, type, id, property, link } = change;
  if (link !== undefined) {
    const path = `/links/${escaped(`${type}.${link.nav} ${id} ${link.target.id}`)}`;
    return [op === 'added' ? { op: 'add', path, value: true } : { op: 'remove', path }];
  }
  const path = `/entities/${type}/${escaped(id)}`;
  if (op === 'removed') return [{ op: 'remove', path }];
  if (op === 'added') {
    const row = after.get(type, id);
    return row === undefined ? [] : [{ op: 'add', path, value: valueOf(type, row) }];
  }
  return property === undefined || isSecret(type, property)
    ? []
    : [propertyOperation(path, property, change)];
}

function propertyOperation(path: string, property: string, { before, after }: Change): PatchOperation {
  const at = `${path}/${escaped(property)}`;
  if (isAbsent(after)) return { op: 'remove', path: at };
  return { op: isAbsent(before) ? 'add' : 'replace', path: at, value: after };
}

/** Names and values that are there, without secrets. */
function valueOf(entity: EntityName, row: Row): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    columnsOf(entity)
      .filter(({ name }) => name !== 'id' && !isAbsent(row[name]) && !isSecret(entity, name))
      .map(({ name }) => [name, row[name]]),
  );
}

function isAbsent(value: unknown): boolean {
  return value === null || value === undefined;
}

function isSecret(entity: EntityName, property: string): boolean {
  return sheets[entity].properties[property]?.writeOnly === true;
}

/** Source: RFC 6901, section 3. */
function escaped(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The parts of a path, or undefined when it leads to nothing of a state. */
export function placeOf(
  path: string,
):
  | { readonly link: readonly [nav: string, source: string, target: string] }
  | { readonly entity: EntityName; readonly id: string; readonly property?: string }
  | undefined {
  const [root, first, ...rest] = path
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (root === 'links' && rest.length === 0) {
    const [nav, source, target, more] = (first ?? '').split(' ');
    if (nav === undefined || source === undefined || target === undefined || more !== undefined)
      return undefined;
    return { link: [nav, source, target] };
  }
  const [id, property, ...more] = rest;
  if (root !== 'entities' || first === undefined || !isEntityName(first)) return undefined;
  if (id === undefined || more.length > 0) return undefined;
  if (property === undefined) return { entity: first, id };
  const known = columnsOf(first).some(({ name }) => name === property && name !== 'id');
  return known && !isSecret(first, property) ? { entity: first, id, property } : undefined;
}
