import { problem } from '#kernel';

import { behaviours } from '../behaviours/table.ts';
import { demand } from './demand.ts';
import type { Context, GraphRequest, GraphResponse, Target } from './request.ts';
import { navigationOf } from './rows.ts';

/** Runs an action or a function. One that is bound to an entity finds it there, or Graph's 404. */
export function call(
  context: Context,
  request: GraphRequest,
  { name, parameters, on }: Target & { kind: 'operation' },
): GraphResponse {
  const behaviour = behaviours.actions[name];
  if (behaviour === undefined) throw problem('GraphNotEmulated', { operation: name.replaceAll('.', '/') });
  const scope = on?.scope;
  // What is worked out has no row of its own: its behaviour looks for it below the one that it belongs to.
  const computed = scope !== undefined && navigationOf(scope).relation.by === 'behaviour';
  if (computed) demand(context.state, scope.entity, scope.id, []);
  else if (on !== undefined && on.id !== '') demand(context.state, on.entity, on.id, []);
  return behaviour(context, on?.id ?? '', request.body, {
    parameters,
    request,
    ...(scope !== undefined && { scope }),
  });
}
