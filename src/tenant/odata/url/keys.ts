import { problem } from '#kernel';

import { type EntityName, sheets } from '../../edm/model.ts';
import type { TenantState } from '../../state/state.ts';

/**
 * An id, an alternate key as it is (a user's UPN), or one by name: `applications(appId='…')`. A key of nothing stands
 * for itself: who may not read is told so before he learns what there is.
 */
export function keyOf(state: TenantState, entity: EntityName, key: string): string {
  const named = /^(\w+)='(.*)'$/.exec(key);
  if (named !== null) {
    const property = sheets[entity].alternateKeys?.find(
      (each) => each.toLowerCase() === named[1]!.toLowerCase(),
    );
    if (property === undefined) throw problem('GraphPropertyUnknown', { property: named[1]!, type: entity });
    const value = named[2]!.replaceAll("''", "'");
    return state.idOf(entity, property, value) ?? value;
  }
  const plain = key.replace(/^'(.*)'$/, '$1').replaceAll("''", "'");
  if (entity === 'user' && plain.includes('@')) {
    return state.idOf('user', 'userPrincipalName', plain) ?? plain;
  }
  return plain;
}
