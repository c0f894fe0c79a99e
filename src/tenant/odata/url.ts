import { problem } from '#kernel';

import { type EntityName, entityOfSet, isEntityName, sheets } from '../edm/model.ts';
import { knownToGraph } from '../edm/known-to-graph.ts';
import type { TenantState } from '../state/state.ts';
import type { Resolved, Scope, Target } from './request.ts';

/**
 * Reads a path against the shape sheet. What is real in Graph but not emulated answers 501 and says so; what Graph does
 * not have answers as Graph does. Never a silent 200.
 */
export function resolvePath(state: TenantState, path: string): Resolved {
  const segments = segmentsOf(path);
  const [first, ...rest] = segments;
  if (first === undefined) throw problem('GraphSegmentUnknown', { segment: '' });
  if (first.name.toLowerCase() === 'directoryobjects') return directoryObject(state, first, rest);
  if (first.name.toLowerCase() === 'me') throw problem('GraphMeDelegated');
  const entity = entityOfSet(first.name);
  if (entity === undefined) throw unknownSegment(first.name, undefined);
  const set = sheets[entity].set!;
  const [second, ...more] = first.key === undefined ? rest : [{ name: first.key, key: undefined }, ...rest];
  if (second === undefined) return { target: { kind: 'collection', entity }, template: `/${set}` };
  if (second.name === '$count' && more.length === 0)
    return { target: { kind: 'count', entity }, template: `/${set}/$count` };
  return below(entity, keyOf(state, entity, second.name), `/${set}/{id}`, more);
}

function below(entity: EntityName, id: string, template: string, rest: readonly Segment[]): Resolved {
  const [next, ...more] = rest;
  if (next === undefined) return { target: { kind: 'entity', entity, id }, template };
  const name = next.name.replace(/^microsoft\.graph\./, '');
  const action = sheets[entity].actions?.find((each) => each.toLowerCase() === name.toLowerCase());
  if (action !== undefined && more.length === 0) {
    return { target: { kind: 'action', entity, id, action }, template: `${template}/${action}` };
  }
  const navigation = Object.keys(sheets[entity].navigations ?? {}).find(
    (each) => each.toLowerCase() === name.toLowerCase(),
  );
  if (navigation === undefined) throw unknownSegment(name, entity);
  return throughNavigation({ entity, id, navigation }, `${template}/${navigation}`, more, next.key);
}

function throughNavigation(
  scope: Scope,
  template: string,
  rest: readonly Segment[],
  key: string | undefined,
): Resolved {
  const { to, many } = sheets[scope.entity].navigations![scope.navigation]!;
  const [next, ...more] = key === undefined ? rest : [{ name: key, key: undefined }, ...rest];
  const entity: EntityName = isEntityName(to) ? to : 'user';
  if (next === undefined) {
    const target: Target = many
      ? { kind: 'collection', entity, scope }
      : { kind: 'entity', entity, id: '', scope };
    return { target, template };
  }
  if (next.name === '$ref') return { target: { kind: 'reference', scope }, template: `${template}/$ref` };
  if (next.name === '$count')
    return { target: { kind: 'count', entity, scope }, template: `${template}/$count` };
  const cast = next.name.startsWith('microsoft.graph.')
    ? next.name.slice('microsoft.graph.'.length)
    : undefined;
  if (cast !== undefined) {
    if (!isEntityName(cast)) throw unknownSegment(next.name, scope.entity);
    return throughNavigation({ ...scope, cast }, template, more, undefined);
  }
  const below_ = `${template}/{id}`;
  if (more[0]?.name === '$ref') {
    return { target: { kind: 'reference', scope, target: next.name }, template: `${below_}/$ref` };
  }
  if (more.length > 0) throw problem('GraphNotEmulated', { operation: `${below_}/${more[0]?.name}` });
  return { target: { kind: 'entity', entity, id: next.name, scope }, template: below_ };
}

function directoryObject(state: TenantState, first: Segment, rest: readonly Segment[]): Resolved {
  const [second, ...more] = first.key === undefined ? rest : [{ name: first.key, key: undefined }, ...rest];
  if (second === undefined) throw problem('GraphNotEmulated', { operation: '/directoryObjects' });
  const entity = state.typeOf(second.name);
  if (entity === undefined) {
    if (/^[a-z]/i.test(second.name) && !/^[0-9a-f-]{36}$/i.test(second.name))
      throw unknownSegment(second.name, undefined);
    throw problem('GraphNotFound', { id: second.name });
  }
  if (more.length === 0) {
    return {
      target: { kind: 'entity', entity, id: second.name, polymorphic: true },
      template: '/directoryObjects/{id}',
    };
  }
  return below(entity, second.name, '/directoryObjects/{id}', more);
}

/**
 * An id, an alternate key as it is (a user's UPN), or one by name: `applications(appId='…')`. A key of nothing stands
 * for itself: who may not read is told so before he learns what there is.
 */
function keyOf(state: TenantState, entity: EntityName, key: string): string {
  const alternates = sheets[entity].alternateKeys ?? [];
  const named = /^(\w+)='(.*)'$/.exec(key);
  if (named !== null) {
    const property = alternates.find((each) => each.toLowerCase() === named[1]!.toLowerCase());
    if (property === undefined) throw problem('GraphPropertyUnknown', { property: named[1]!, type: entity });
    const value = named[2]!.replaceAll("''", "'");
    return state.idOf(entity, property, value) ?? value;
  }
  const plain = key.replace(/^'(.*)'$/, '$1');
  if (entity === 'user' && plain.includes('@')) {
    return state.idOf('user', 'userPrincipalName', plain) ?? plain;
  }
  return plain;
}

interface Segment {
  readonly name: string;
  /** From parentheses: `users('id')`. */
  readonly key: string | undefined;
}

function segmentsOf(path: string): Segment[] {
  return path
    .split('/')
    .filter((part) => part !== '')
    .map((part) => {
      const decoded = decode(part);
      const keyed = /^([\w.$]+)\((.*)\)$/.exec(decoded);
      return keyed === null || keyed[2] === ''
        ? { name: decoded.replace(/\(\)$/, ''), key: undefined }
        : { name: keyed[1]!, key: keyed[2]! };
    });
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw problem('GraphSegmentUnknown', { segment: part });
  }
}

function unknownSegment(segment: string, entity: EntityName | undefined): Error {
  if (knownToGraph(entity, segment)) {
    return problem('GraphNotEmulated', {
      operation: entity === undefined ? `/${segment}` : `${entity}/${segment}`,
    });
  }
  return problem('GraphSegmentUnknown', { segment });
}
