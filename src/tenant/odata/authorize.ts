import { problem } from '#kernel';

import { partialPermissions } from '../edm/permissions/partial.ts';
import type { Alternatives } from '../edm/permissions/rows.ts';
import { permissions } from '../edm/permissions/table.ts';
import type { Principal } from './request.ts';

/**
 * Default deny: an operation without a row in the permission sheet is refused to everyone. A 403 has Graph's own body,
 * which does not say what is missing; `sufficient` is for the tenant's own log.
 */
export function authorize(operation: string, principal: Principal, body: unknown): void {
  const held = heldBy(principal);
  if (alternativesFor(operation, principal).some((all) => all.every((each) => held.includes(each)))) return;
  const touched = typeof body === 'object' && body !== null ? Object.keys(body) : [];
  const partly = partialPermissions.some(
    (rule) =>
      rule.operation === operation.replace(/^PATCH \/me$/, 'PATCH /users/{id}') &&
      rule.permissions.every((each) => held.includes(each)) &&
      touched.length > 0 &&
      touched.every((property) => rule.properties.includes(property)),
  );
  if (!partly) throw problem('GraphForbidden');
}

/** The least that would have been enough, or undefined where nothing is. */
export function sufficient(operation: string, principal: Principal): string | undefined {
  return alternativesFor(operation, principal)[0]?.join(' and ');
}

/** Whether the answer may show the basic profile of users only. */
export function showsBasicOnly(operation: string, principal: Principal): boolean {
  const held = heldBy(principal);
  const open = alternativesFor(operation, principal).filter((all) =>
    all.every((each) => held.includes(each)),
  );
  return open.length > 0 && open.every((all) => all.length === 1 && all[0] === 'User.ReadBasic.All');
}

function heldBy(principal: Principal): readonly string[] {
  return principal.kind === 'app' ? principal.roles : principal.scopes;
}

function alternativesFor(operation: string, { kind }: Principal): Alternatives {
  // Counting and listing addresses take what reading takes, where the map has no row of their own for them.
  const permitted =
    permissions.get(operation) ?? permissions.get(operation.replace(/^(GET .*)\/\$(count|ref)$/, '$1'));
  return (kind === 'app' ? permitted?.application : permitted?.delegated) ?? [];
}
