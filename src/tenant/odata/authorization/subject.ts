import type { EntityName } from '../../edm/model.ts';
import type { Principal, Target } from '../request.ts';

/** The entity that a request is about: the first one that its path names, below which the rest lies. */
export interface Subject {
  readonly entity: EntityName;
  readonly id: string;
}

export function subjectOf(target: Target): Subject | undefined {
  if (target.kind === 'operation') return target.on?.id === '' ? undefined : target.on;
  if ('scope' in target && target.scope !== undefined)
    return { entity: target.scope.entity, id: target.scope.id };
  if (!('id' in target) || target.entity === undefined) return undefined;
  return { entity: target.entity, id: target.id };
}

/** `/me` is `/users/{id}` of oneself. */
export function wholePath(operation: string, principal: Principal): { method: string; path: string } {
  const space = operation.indexOf(' ');
  const path = operation.slice(space + 1);
  const isOwn = principal.kind === 'user' && path.startsWith('/me');
  return {
    method: operation.slice(0, space),
    path: isOwn ? path.replace(/^\/me(?=\/|$)/, '/users/{id}') : path,
  };
}
