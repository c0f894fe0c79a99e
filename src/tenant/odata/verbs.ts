import { problem } from '#kernel';

import { behaviours } from '../behaviours/table.ts';
import { sheets } from '../edm/model.ts';
import type { Resolved, Target } from './request.ts';
import { navigationOf } from './rows.ts';

const verbOf = { GET: 'get', POST: 'create', PATCH: 'update', DELETE: 'delete' } as const;

/** Which methods a target takes, from the capability sheet; Graph's 405 for all others. */
export function demandVerb(method: string, { target }: Resolved): void {
  if (!allows(method, target)) throw problem('GraphMethodNotAllowed');
}

export function allows(method: string, target: Target): boolean {
  switch (target.kind) {
    case 'collection':
      return collection(method, target);
    case 'entity':
      return one(method, target);
    case 'count':
    case 'property':
      return method === 'GET';
    case 'operation':
      return method === target.method;
    case 'deleted':
      if (target.what === 'restore' || target.what === 'owned') return method === 'POST';
      return method === 'GET' || (method === 'DELETE' && target.what === 'one');
    case 'stream': {
      const stream = behaviours.streams[target.entity];
      if (method === 'PUT' || method === 'PATCH') return stream?.write !== undefined;
      return method === 'GET' || (method === 'DELETE' && stream?.remove !== undefined);
    }
    case 'reference': {
      const { many } = navigationOf(target.scope);
      if (method === 'DELETE') return !many || target.target !== undefined;
      if (method === 'GET') return target.target === undefined;
      return method === (many ? 'POST' : 'PUT') && target.target === undefined;
    }
  }
}

function collection(method: string, { entity, scope }: Target & { kind: 'collection' }): boolean {
  const { verbs } = sheets[entity];
  if (scope === undefined)
    return (method === 'GET' && verbs.includes('list')) || (method === 'POST' && verbs.includes('create'));
  const navigation = navigationOf(scope);
  if (method === 'GET') return true;
  if (method !== 'POST') return false;
  if (navigation.relation.by === 'behaviour') return written(target(scope), 'create');
  return navigation.creates === true || (navigation.contained === true && verbs.includes('create'));
}

function one(method: string, { entity, scope }: Target & { kind: 'entity' }): boolean {
  const verb = verbOf[method as keyof typeof verbOf];
  if (verb === undefined || verb === 'create') return false;
  const { verbs, set } = sheets[entity];
  if (scope === undefined) return verbs.includes(verb);
  const { relation, contained } = navigationOf(scope);
  if (relation.by === 'behaviour') return verb === 'get' || written(target(scope), verb);
  if (contained !== true && set !== undefined) return verb === 'get';
  return verbs.includes(verb);
}

function target(scope: { readonly entity: string; readonly navigation: string }): string {
  return `${scope.entity}.${scope.navigation}`;
}

/** Is there an action that writes this computed navigation? */
function written(name: string, verb: string): boolean {
  return Object.hasOwn(behaviours.actions, `${name}.${verb}`);
}
