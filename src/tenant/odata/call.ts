import { problem } from '#kernel';

import { behaviours } from '../behaviours/table.ts';
import { demand } from './demand.ts';
import type { Context, GraphRequest, GraphResponse, Target } from './request.ts';

/** Runs an action or a function. One that is bound to an entity finds it there, or Graph's 404. */
export function call(
  context: Context,
  request: GraphRequest,
  { name, parameters, on }: Target & { kind: 'operation' },
): GraphResponse {
  const behaviour = behaviours.actions[name];
  if (behaviour === undefined) throw problem('GraphNotEmulated', { operation: name.replaceAll('.', '/') });
  if (on !== undefined && on.id !== '') demand(context.state, on.entity, on.id, []);
  return behaviour(context, on?.id ?? '', request.body, { parameters, request });
}
