import { isProblem } from '#kernel';

import { findResource, graphUri, rolesAt } from '../../entra/resources.ts';
import { authorize } from '../../odata/authorize.ts';
import type { Row } from '../../state/columns.ts';
import type { TenantState } from '../../state/state.ts';
import type { Watched } from './resources.ts';

/**
 * Whether the application that subscribed may still read what it is about: one that was deleted, or lost its permission, is told
 * nothing any more. What people subscribed to with their own rights stays.
 */
export function mayStillRead(state: TenantState, subscription: Row, watched: Watched): boolean {
  const creator = String(subscription['creatorId']);
  if (state.bin.get('servicePrincipal', creator) !== undefined) return false;
  const graph = findResource(state, graphUri, graphUri);
  if (state.get('servicePrincipal', creator) === undefined || graph === undefined) return true;
  const roles = rolesAt(state, [creator], graph);
  const appId = String(subscription['applicationId']);
  try {
    authorize(watched.reading, { kind: 'app', appId, objectId: creator, roles }, undefined);
    return true;
  } catch (error) {
    if (isProblem(error, 'GraphForbidden')) return false;
    throw error;
  }
}
