import { z } from 'zod';

import { type IdentityChange, identityArmId, parseIdentityId } from '#automation';
import { problem } from '#kernel';

import type { RouteContext } from '../http/routes.ts';

/** ARM's `identity`. Of an identity that is given only its id matters; null takes it away. */
export const accountIdentity = z
  .object({
    type: z.string(),
    userAssignedIdentities: z.record(z.string(), z.unknown()).nullish(),
  })
  .nullish();

const types: Readonly<Record<string, readonly ('system' | 'user')[]>> = {
  none: [],
  systemassigned: ['system'],
  userassigned: ['user'],
  'systemassigned,userassigned': ['system', 'user'],
};
const assignAction = 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action';

/**
 * What the body asks for, once it is known that the caller may give away each identity that it names: writing an account alone
 * must not make its jobs somebody else. `whole` is for a PUT.
 */
export async function identityChange(
  { actor, whereMay }: RouteContext,
  identity: z.infer<typeof accountIdentity>,
  whole: boolean,
): Promise<IdentityChange | undefined> {
  if (identity === null || identity === undefined) return undefined;
  const wanted = types[identity.type.toLowerCase().replaceAll(' ', '')];
  if (wanted === undefined) throw problem('IdentityTypeUnknown', { type: identity.type });
  const named = Object.entries(identity.userAssignedIdentities ?? {});
  const systemAssigned = wanted.includes('system');
  if (!wanted.includes('user')) {
    if (named.some(([, value]) => value !== null))
      throw problem('IdentityListUnexpected', { type: identity.type });
    return { systemAssigned, userAssigned: 'none', whole };
  }
  const mayAssign = await whereMay(assignAction);
  for (const [id, value] of named) {
    const path = parseIdentityId(id);
    if (path === undefined) throw problem('IdentityIdInvalid', { id });
    const scope = identityArmId(path);
    if (value !== null && !mayAssign(scope))
      throw problem('IdentityAssignForbidden', { client: actor.objectId, action: assignAction, scope });
  }
  return {
    systemAssigned,
    userAssigned: new Map(named.map(([id, value]) => [id, value !== null])),
    whole,
  };
}
