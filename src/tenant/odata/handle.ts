import { type Clock, TenantryError, isoTime, newId, problem } from '#kernel';

import { behaviours } from '../behaviours/table.ts';
import { sheets } from '../edm/model.ts';
import type { TenantState } from '../state/state.ts';
import { authorize, sufficient } from './authorize.ts';
import { demand } from './demand.ts';
import { readCollection, readCount, readEntity } from './read.ts';
import { isInside } from './rows.ts';
import type { Context, GraphRequest, GraphResponse, Resolved } from './request.ts';
import { resolvePath } from './url.ts';
import { addReference, createEntity, removeEntity, removeReference, updateEntity } from './write.ts';

/** What the tenant's own log keeps of a request beside its answer. */
export interface Handled extends GraphResponse {
  /** `PATCH /users/{id}`, as permissions are given for it. */
  readonly operation?: string;
  /** On a 403: the least permission that would have been enough. */
  readonly missing?: string | undefined;
}

/** The one way in to the engine. Pure over the state: the same request on the same state gives the same answer. */
export function handleGraph(state: TenantState, clock: Clock, request: GraphRequest): Handled {
  let operation: string | undefined;
  try {
    const resolved = resolvePath(state, request.path);
    operation = `${request.method} ${resolved.template}`;
    demandVerb(request.method, resolved);
    authorize(operation, request.principal.roles, request.body);
    const context: Context = { state, clock, newId, principal: request.principal, base: request.base };
    const answer =
      request.method === 'GET'
        ? read(context, request, resolved)
        : state.transaction(() => write(context, request, resolved));
    return { ...answer, operation };
  } catch (error) {
    if (!(error instanceof TenantryError)) throw error;
    return {
      ...graphError(error, clock),
      ...(operation !== undefined && { operation }),
      ...(error.code === 'GraphForbidden' && operation !== undefined && { missing: sufficient(operation) }),
    };
  }
}

/** Graph's envelope; ids of the request are added where they are known. */
export function graphError(error: TenantryError, clock: Clock): GraphResponse {
  const date = isoTime(clock.now()).slice(0, 19);
  return {
    status: error.status,
    body: { error: { code: error.wireCode, message: error.message, innerError: { date } } },
  };
}

function read(context: Context, request: GraphRequest, { target }: Resolved): GraphResponse {
  switch (target.kind) {
    case 'collection':
      return readCollection(context, request, target.entity, target.scope);
    case 'count':
      return readCount(context, request, target.entity, target.scope);
    case 'entity':
      return readEntity(
        context,
        request,
        target.entity,
        target.id,
        target.scope,
        target.polymorphic === true,
      );
    default:
      throw problem('GraphMethodNotAllowed');
  }
}

function write(context: Context, { method, body }: GraphRequest, { target }: Resolved): GraphResponse {
  if (target.kind === 'collection' && method === 'POST')
    return createEntity(context, target.entity, body, target.scope);
  if (
    target.kind === 'entity' &&
    target.scope !== undefined &&
    !isInside(context.state, target.scope, target.id)
  )
    throw problem('GraphNotFound', { id: target.id });
  if (target.kind === 'entity' && method === 'PATCH')
    return updateEntity(context, target.entity, target.id, body);
  if (target.kind === 'entity' && method === 'DELETE') return removeEntity(context, target.entity, target.id);
  if (target.kind === 'reference' && method === 'DELETE')
    return removeReference(context, target.scope, target.target);
  if (target.kind === 'reference') return addReference(context, target.scope, body);
  if (target.kind === 'action') {
    demand(context.state, target.entity, target.id);
    return behaviours.actions[`${target.entity}.${target.action}`]!(context, target.id, body);
  }
  throw problem('GraphMethodNotAllowed');
}

const verbOf = { GET: 'get', POST: 'create', PATCH: 'update', DELETE: 'delete' } as const;

/** Which methods a target takes, from the capability sheet. */
function demandVerb(method: string, { target }: Resolved): void {
  const allowed = (): boolean => {
    switch (target.kind) {
      case 'collection': {
        if (target.scope !== undefined) {
          const navigation = sheets[target.scope.entity].navigations![target.scope.navigation]!;
          return method === 'GET' || (method === 'POST' && navigation.creates === true);
        }
        const { verbs } = sheets[target.entity];
        return (
          (method === 'GET' && verbs.includes('list')) || (method === 'POST' && verbs.includes('create'))
        );
      }
      case 'count':
        return method === 'GET';
      case 'action':
        return method === 'POST';
      case 'reference': {
        const { many } = sheets[target.scope.entity].navigations![target.scope.navigation]!;
        return method === 'DELETE'
          ? !many || target.target !== undefined
          : method === (many ? 'POST' : 'PUT') && target.target === undefined;
      }
      case 'entity': {
        const verb = verbOf[method as keyof typeof verbOf];
        const contained = sheets[target.entity].set === undefined;
        if (target.scope !== undefined && !contained) return method === 'GET';
        return verb !== undefined && verb !== 'create' && sheets[target.entity].verbs.includes(verb);
      }
    }
  };
  if (!allowed()) throw problem('GraphMethodNotAllowed');
}
