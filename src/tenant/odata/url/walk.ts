import { problem } from '#kernel';

import { type EntityName, isEntityName, sheets } from '../../edm/model.ts';
import type { Navigation } from '../../edm/sheet.ts';
import type { Row } from '../../state/columns.ts';
import type { TenantState } from '../../state/state.ts';
import type { Resolved, Scope, Target } from '../request.ts';
import { type Segment, castOf, parametersOf } from './segments.ts';
import { unknownMember } from './unknown.ts';

interface Place {
  readonly state: TenantState;
  readonly entity: EntityName;
  /** The path so far, ids replaced. */
  readonly template: string;
  readonly scope?: Scope;
}

interface SetPlace extends Place {
  readonly keyOf: (key: string) => string;
}

interface EntityPlace extends Place {
  readonly id: string;
}

/** Goes on from a set, or from a navigation to many. */
export function atCollection(place: SetPlace, rest: readonly Segment[]): Resolved {
  const { entity, template, scope } = place;
  const [next, ...more] = rest;
  const inScope = scope !== undefined && { scope };
  if (next === undefined) return { target: { kind: 'collection', entity, ...inScope }, template };
  if (next.name === '$count' && more.length === 0)
    return { target: { kind: 'count', entity, ...inScope }, template: `${template}/$count` };
  if (next.name === '$ref' && more.length === 0 && scope !== undefined)
    return { target: { kind: 'reference', scope }, template: `${template}/$ref` };
  const cast = castOf(next);
  if (cast !== undefined && scope !== undefined) {
    if (!isEntityName(cast)) throw unknownMember(scope.entity, next.name);
    return atCollection({ ...place, entity: cast, scope: { ...scope, cast } }, more);
  }
  const called = operation(place, next, more, 'set');
  if (called !== undefined) return called;
  if (cast !== undefined) throw unknownMember(entity, next.name);
  const below = `${template}/{id}`;
  const id = place.keyOf(next.name);
  if (scope !== undefined && more[0]?.name === '$ref' && more.length === 1)
    return { target: { kind: 'reference', scope, target: id }, template: `${below}/$ref` };
  const contained = scope === undefined || navigationAt(scope).contained === true;
  if (more.length > 0 && !contained)
    throw problem('GraphNotEmulated', { operation: `${below}/${more[0]?.name}` });
  return atEntity({ ...place, id, template: below }, more);
}

/** Goes on from one entity. */
export function atEntity(place: EntityPlace, rest: readonly Segment[]): Resolved {
  const { entity, id, template, scope } = place;
  const [next, ...more] = rest;
  if (next === undefined)
    return { target: { kind: 'entity', entity, id, ...(scope !== undefined && { scope }) }, template };
  if (next.name === '$value' && more.length === 0 && sheets[entity].stream === true)
    return {
      target: { kind: 'stream', entity, id, ...(scope !== undefined && { scope }) },
      template: `${template}/$value`,
    };
  const cast = castOf(next);
  if (cast === entity) return atEntity(place, more);
  return (
    operation(place, next, more, 'one') ??
    navigation(place, rest) ??
    property(place, next, more) ??
    refuse(unknownMember(entity, cast ?? next.name))
  );
}

function operation(
  { entity, template, ...place }: Place & { readonly id?: string },
  next: Segment,
  more: readonly Segment[],
  on: 'one' | 'set',
): Resolved | undefined {
  if (more.length > 0) return undefined;
  const sheet = sheets[entity];
  const wanted = (castOf(next) ?? next.name).toLowerCase();
  const among = (names: readonly string[] | undefined): string | undefined =>
    names?.find((each) => each.toLowerCase() === wanted);
  const action = among(on === 'one' ? sheet.actions : sheet.setActions);
  const name = action ?? among(on === 'one' ? sheet.functions : sheet.setFunctions);
  if (name === undefined) return undefined;
  return {
    target: {
      kind: 'operation',
      name: `${entity}.${name}`,
      method: action === undefined ? 'GET' : 'POST',
      parameters: parametersOf(next.key),
      on: { entity, id: place.id ?? '', ...(place.scope !== undefined && { scope: place.scope }) },
    },
    template: `${template}/${name}`,
  };
}

/** Names of navigations may be paths: the longest that fits counts. */
function navigation(place: EntityPlace, rest: readonly Segment[]): Resolved | undefined {
  const { state, entity, id } = place;
  const names = Object.keys(sheets[entity].navigations ?? {});
  for (let length = Math.min(rest.length, 3); length > 0; length -= 1) {
    const path = rest
      .slice(0, length)
      .map(({ name }, at) => (at === 0 ? name.replace(/^microsoft\.graph\./i, '') : name))
      .join('/');
    const name = names.find((each) => each.toLowerCase() === path.toLowerCase());
    if (name === undefined) continue;
    const { key } = rest[length - 1]!;
    const more = rest.slice(length);
    const below = key === undefined ? more : [{ name: key, key: undefined }, ...more];
    const { to, many } = sheets[entity].navigations![name]!;
    const scope: Scope = { entity, id, navigation: name };
    const template = `${place.template}/${name}`;
    const reached: EntityName = isEntityName(to) ? to : 'user';
    if (many) return atCollection({ state, entity: reached, template, scope, keyOf: plainKey }, below);
    return throughSingle({ state, entity: reached, template, scope }, below);
  }
  return undefined;
}

function throughSingle(place: Place & { readonly scope: Scope }, rest: readonly Segment[]): Resolved {
  const { state, entity, scope, template } = place;
  const [next] = rest;
  if (next?.name === '$ref' && rest.length === 1)
    return { target: { kind: 'reference', scope }, template: `${template}/$ref` };
  if (next === undefined) return { target: { kind: 'entity', entity, id: '', scope }, template };
  const id = onlyTarget(state, scope) ?? '';
  return atEntity({ state, entity, id, template, scope }, rest);
}

/** The id of the one that a navigation leads to. */
export function onlyTarget(state: TenantState, scope: Scope): string | undefined {
  const { relation, to } = navigationAt(scope);
  if (relation.by === 'link') return state.targets(relation.nav, scope.id)[0];
  if (relation.by === 'property' && isEntityName(to)) return state.idOf(to, relation.property, scope.id);
  if (relation.by === 'own')
    return ownTarget(state.get(scope.entity, scope.id, [relation.property]), relation);
  return undefined;
}

function ownTarget(row: Row | undefined, relation: { readonly property: string }): string | undefined {
  const id = row?.[relation.property];
  return typeof id === 'string' ? id : undefined;
}

function property(
  { entity, id, template, scope }: EntityPlace,
  next: Segment,
  more: readonly Segment[],
): Resolved | undefined {
  const found = Object.entries(sheets[entity].properties).find(
    ([each]) => each.toLowerCase() === next.name.toLowerCase(),
  );
  const raw = more[0]?.name === '$value';
  if (found === undefined || found[1].writeOnly === true || more.length > (raw ? 1 : 0)) return undefined;
  // Whoever may read an entity may read one property of it.
  const target: Target = {
    kind: 'property',
    entity,
    id,
    property: found[0],
    raw,
    ...(scope !== undefined && { scope }),
  };
  return { target, template };
}

function navigationAt(scope: Scope): Navigation {
  return sheets[scope.entity].navigations![scope.navigation]!;
}

function plainKey(key: string): string {
  return key.replace(/^'(.*)'$/, '$1').replaceAll("''", "'");
}

function refuse(error: Error): never {
  throw error;
}
