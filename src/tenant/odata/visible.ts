import { problem } from '#kernel';

import { behaviours } from '../behaviours/table.ts';
import type { EntityName } from '../edm/model.ts';
import type { Context, Target } from './request.ts';

/** Does it exist for who asks? Applications see their own subscriptions only, say. */
export function isVisible(context: Context, entity: EntityName, id: string): boolean {
  const visible = behaviours.hooks[entity]?.visible;
  if (visible === undefined) return true;
  const row = context.state.get(entity, id);
  return row !== undefined && visible(context, row);
}

export function demandVisible(context: Context, target: Target): void {
  if (target.kind !== 'entity' || target.scope !== undefined) return;
  if (!isVisible(context, target.entity, target.id)) throw problem('GraphNotFound', { id: target.id });
}
