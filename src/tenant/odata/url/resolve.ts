import { problem } from '#kernel';

import { entityOfSet, longestSet, sheets } from '../../edm/model.ts';
import { longestRoot, rootOperations } from '../../edm/roots.ts';
import type { TenantState } from '../../state/state.ts';
import type { Principal, Resolved } from '../request.ts';
import { resolveDeletedItem } from '../deleted-items-path.ts';
import { keyOf } from './keys.ts';
import { type Segment, parametersOf, segmentsOf } from './segments.ts';
import { unknownRoot } from './unknown.ts';
import { atCollection, atEntity } from './walk.ts';

/** Reads a path against the sheets. Never a silent 200: what is not there is said so, in Graph's words or as 501. */
export function resolvePath(state: TenantState, principal: Principal, path: string): Resolved {
  const segments = segmentsOf(path);
  const [first, ...rest] = segments;
  if (first === undefined) throw problem('GraphSegmentUnknown', { segment: '' });
  if (first.name.toLowerCase() === 'me') {
    if (principal.kind !== 'user') throw problem('GraphMeDelegated');
    return atEntity({ state, entity: 'user', id: principal.userId, template: '/me' }, rest);
  }
  return (
    rootOperation(segments) ??
    directoryObject(state, segments) ??
    resolveDeletedItem(state, segments) ??
    inSet(state, segments) ??
    refuse(unknownRoot(segments))
  );
}

function rootOperation(segments: readonly Segment[]): Resolved | undefined {
  if (segments.length > longestRoot) return undefined;
  const operation = rootOperations.get(nameOf(segments, segments.length).toLowerCase());
  if (operation === undefined) return undefined;
  const { name, method, path } = operation;
  const parameters = parametersOf(segments.at(-1)!.key);
  const shown = Object.keys(parameters).map((each) => `${each}={value}`);
  return {
    target: { kind: 'operation', name, method, parameters },
    template: `/${path}${shown.length === 0 ? '' : `(${shown.join(',')})`}`,
  };
}

/** Any directory object, whatever its type: `/directoryObjects/{id}`. */
function directoryObject(state: TenantState, segments: readonly Segment[]): Resolved | undefined {
  const [first, ...rest] = segments;
  if (first?.name.toLowerCase() !== 'directoryobjects') return undefined;
  const [key, ...more] = keyFirst(first, rest);
  if (key === undefined) throw problem('GraphNotEmulated', { operation: '/directoryObjects' });
  const entity = state.typeOf(key.name);
  if (entity === undefined) {
    if (/^[a-z]/i.test(key.name) && !/^[0-9a-f-]{36}$/i.test(key.name)) throw unknownRoot([key]);
    throw problem('GraphNotFound', { id: key.name });
  }
  const template = '/directoryObjects/{id}';
  if (more.length > 0) return atEntity({ state, entity, id: key.name, template }, more);
  return { target: { kind: 'entity', entity, id: key.name, polymorphic: true }, template };
}

function inSet(state: TenantState, segments: readonly Segment[]): Resolved | undefined {
  for (let length = Math.min(longestSet, segments.length); length > 0; length -= 1) {
    const entity = entityOfSet(nameOf(segments, length));
    if (entity === undefined) continue;
    const { set, singleton } = sheets[entity];
    const template = `/${set}`;
    const rest = keyFirst(segments[length - 1]!, segments.slice(length));
    // Its only row has the name of the entity for an id.
    if (singleton === true) return atEntity({ state, entity, id: entity, template }, rest);
    return atCollection({ state, entity, template, keyOf: (key) => keyOf(state, entity, key) }, rest);
  }
  return undefined;
}

function nameOf(segments: readonly Segment[], length: number): string {
  let names = '';
  for (let at = 0; at < length - 1; at += 1) names += `${segments[at]!.name}/`;
  return names + segments[length - 1]!.name.replace(/^microsoft\.graph\./i, '');
}

/** A key in parentheses is one more segment. */
function keyFirst({ key }: Segment, rest: readonly Segment[]): readonly Segment[] {
  return key === undefined ? rest : [{ name: key, key: undefined }, ...rest];
}

function refuse(error: Error): never {
  throw error;
}
