import { problem } from '#kernel';

import { demandManageable } from '../behaviours/administrative-units.ts';
import { behaviours } from '../behaviours/table.ts';
import { type EntityName, sheets } from '../edm/model.ts';
import { demand } from './demand.ts';
import { typeName } from './filter/compile.ts';
import type { Context, GraphResponse, Scope } from './request.ts';
import { navigationOf } from './rows.ts';
import { bodyOf } from './values.ts';

/** `POST …/$ref` adds one to many, `PUT …/$ref` sets the only one. */
export function addReference(context: Context, scope: Scope, body: unknown): GraphResponse {
  const { relation, ref, many } = navigationOf(scope);
  if (ref !== true || relation.by !== 'link') throw problem('GraphMethodNotAllowed');
  demand(context.state, scope.entity, scope.id);
  const target = referenced(body);
  const type = context.state.typeOf(target);
  if (type === undefined) throw problem('GraphNotFound', { id: target });
  const { to } = navigationOf(scope);
  if (to !== 'directoryObject' && to !== type) {
    throw problem('GraphPropertyInvalid', { property: scope.navigation, type: typeName(scope.entity) });
  }
  if (!many) {
    for (const before of context.state.targets(relation.nav, scope.id))
      context.state.unlink(relation.nav, scope.id, before);
  } else if (context.state.linked(relation.nav, scope.id, target)) {
    throw problem('GraphReferenceExists', { property: scope.navigation });
  }
  demandManageable(context, scope.id);
  behaviours.links[relation.nav]?.add?.(context, scope.id, target);
  context.state.link(relation.nav, scope.id, target);
  return { status: 204 };
}

export function removeReference(context: Context, scope: Scope, target: string | undefined): GraphResponse {
  const { relation, ref, many } = navigationOf(scope);
  if (ref !== true || relation.by !== 'link') throw problem('GraphMethodNotAllowed');
  demand(context.state, scope.entity, scope.id);
  const gone = many ? target : context.state.targets(relation.nav, scope.id)[0];
  if (gone === undefined || !context.state.linked(relation.nav, scope.id, gone))
    throw problem('GraphNotFound', { id: target ?? scope.navigation });
  demandManageable(context, scope.id);
  behaviours.links[relation.nav]?.remove?.(context, scope.id, gone);
  context.state.unlink(relation.nav, scope.id, gone);
  return { status: 204 };
}

/** The last segment counts, whatever host the client wrote before it. */
function referenced(body: unknown): string {
  const reference = bodyOf(body)['@odata.id'];
  const id = typeof reference === 'string' ? /([^/('"]+)(?:'?\))?\/?$/.exec(reference)?.[1] : undefined;
  if (id === undefined) throw problem('GraphReferenceInvalid');
  return decodeURIComponent(id);
}

/** Source: learn.microsoft.com/graph/api/group-post-members: at most 20 at once, all of them or none. */
const mostBinds = 20;

export function bindReferences(
  context: Context,
  entity: EntityName,
  id: string,
  binds: Readonly<Record<string, readonly string[]>>,
): void {
  const total = Object.values(binds).reduce((sum, references) => sum + references.length, 0);
  if (total > mostBinds) throw problem('GraphTooManyBinds', { most: mostBinds });
  for (const [navigation, references] of Object.entries(binds)) {
    if (sheets[entity].navigations?.[navigation]?.ref !== true)
      throw problem('GraphPropertyUnknown', { property: navigation, type: entity });
    for (const reference of references)
      addReference(context, { entity, id, navigation }, { '@odata.id': reference });
  }
}
