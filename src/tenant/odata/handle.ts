import { type Clock, TenantryError, newId, problem } from '#kernel';

import { settle } from '../behaviours/background/settle.ts';
import { behaviours } from '../behaviours/table.ts';
import { settleRoles } from '../behaviours/roles/schedules.ts';
import type { Actor } from '../state/change.ts';
import type { Readers } from '../state/readers.ts';
import type { TenantState } from '../state/state.ts';
import type { Answer } from './answer.ts';
import { enoughFor } from './authorization/refuse.ts';
import { demandRights } from './authorization/rights.ts';
import { trimAnswer } from './authorization/trim.ts';
import { authorize, showsBasicOnly, sufficient } from './authorize.ts';
import { call } from './call.ts';
import { readDeleted } from './deleted-items-read.ts';
import { writeDeleted } from './deleted-items.ts';
import { demandKnownExtensions } from './extensions.ts';
import { graphError } from './graph-error.ts';
import { readCollection, readCount, readEntity, readProperty, readReferences } from './read.ts';
import type { Context, GraphRequest, GraphResponse, Principal, Resolved } from './request.ts';
import { readStream, writeStream } from './stream.ts';
import { addReference, removeReference } from './references.ts';
import { resolvePath } from './url/resolve.ts';
import { demandVerb } from './verbs.ts';
import { demandVisible } from './visible.ts';
import { createEntity, removeEntity, updateEntity } from './write.ts';

export { graphError } from './graph-error.ts';

/** What the tenant's own log keeps of a request beside its answer. */
export interface Handled extends GraphResponse {
  /** `PATCH /users/{id}`, as permissions are given for it. */
  readonly operation?: string;
  /** On a 403: the least permission that would have been enough. */
  readonly missing?: string | undefined;
}

/**
 * The one way in to the engine. Pure over the state: the same request on the same state gives the same answer. With
 * readers, what walks through many rows is answered later, from another thread.
 */
export function handleGraph(state: TenantState, clock: Clock, request: GraphRequest): Handled;
export function handleGraph(
  state: TenantState,
  clock: Clock,
  request: GraphRequest,
  readers: Readers,
): Answer<Handled>;
export function handleGraph(
  state: TenantState,
  clock: Clock,
  request: GraphRequest,
  readers?: Readers,
): Answer<Handled> {
  const { principal, method } = request;
  let operation: string | undefined;
  const refused = (error: unknown): Handled => {
    if (!(error instanceof TenantryError)) throw error;
    return {
      ...graphError(error, clock),
      ...(operation !== undefined && { operation }),
      ...(error.code === 'GraphForbidden' &&
        operation !== undefined && { missing: enoughFor(error) ?? sufficient(operation, principal) }),
    };
  };
  settle({ state, clock, newId });
  settleRoles({ state, clock, newId });
  try {
    const resolved = resolvePath(state, principal, request.path);
    operation = `${method} ${resolved.template}`;
    demandVerb(method, resolved);
    authorize(operation, principal, request.body);
    demandRights(state, principal, operation, resolved.target, request.body);
    const context: Context = { state, clock, newId, principal, base: request.base, readers };
    demandVisible(context, resolved.target);
    const done = operation;
    const shown = (answer: GraphResponse): Handled => {
      const trimmed = showsBasicOnly(done, principal) ? trimAnswer(resolved.target, answer) : answer;
      return { ...trimmed, operation: done };
    };
    const answer =
      method === 'GET'
        ? read(context, request, resolved)
        : state.transaction(() => write(context, request, resolved), actorOf(principal));
    return answer instanceof Promise ? later(answer, shown, refused) : shown(answer);
  } catch (error) {
    return refused(error);
  }
}

async function later(
  answer: Promise<GraphResponse>,
  shown: (answer: GraphResponse) => Handled,
  refused: (error: unknown) => Handled,
): Promise<Handled> {
  try {
    return shown(await answer);
  } catch (error) {
    return refused(error);
  }
}

/** On whose behalf the log of changes says that something was written. */
function actorOf(principal: Principal): Actor {
  return {
    appId: principal.appId,
    ...(principal.kind === 'user' && { userId: principal.userId }),
  };
}

function read(context: Context, request: GraphRequest, { target }: Resolved): Answer<GraphResponse> {
  if ('entity' in target && target.entity !== undefined) {
    demandKnownExtensions(context.state, target.entity, request);
    behaviours.refresh[target.entity]?.(context.state, context.clock);
    demandSelected(context, request, target.entity);
  }
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
    case 'property':
      return readProperty(context, target);
    case 'reference':
      return readReferences(context, request, target.scope);
    case 'stream':
      return readStream(context, target);
    case 'deleted':
      return readDeleted(context, request, target);
    case 'operation':
      return call(context, request, target);
  }
}

/** Some properties take more than the permission to read the entity, to see them and to find by them. */
function demandSelected(context: Context, { query }: GraphRequest, entity: string): void {
  if (query.size === 0) return;
  const selected = (query.get('$select') ?? query.get('select') ?? '').split(',');
  const filtered = (query.get('$filter') ?? query.get('filter') ?? '').match(/\w+/g) ?? [];
  for (const [name, demand] of Object.entries(behaviours.selects)) {
    const wanted = [...selected, ...filtered].map((each) => `${entity}.${each.trim()}`.toLowerCase());
    if (wanted.includes(name.toLowerCase())) demand(context);
  }
}

function write(context: Context, request: GraphRequest, { target }: Resolved): GraphResponse {
  const { method, body } = request;
  switch (target.kind) {
    case 'collection':
      return createEntity(context, request, target);
    case 'entity':
      return method === 'DELETE'
        ? removeEntity(context, request, target)
        : updateEntity(context, request, target);
    case 'reference':
      return method === 'DELETE'
        ? removeReference(context, target.scope, target.target)
        : addReference(context, target.scope, body);
    case 'stream':
      return writeStream(context, request, target);
    case 'deleted':
      return writeDeleted(context, request, target);
    case 'operation':
      return call(context, request, target);
    default:
      throw problem('GraphMethodNotAllowed');
  }
}
