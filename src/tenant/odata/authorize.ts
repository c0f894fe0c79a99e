import { problem } from '#kernel';

import { partialPermissions, permissions } from '../edm/permissions.ts';

/**
 * Default deny: an operation without a row in the permission sheet is refused to everyone. A 403 has Graph's own body,
 * which does not say what is missing; `sufficient` is for the tenant's own log.
 */
export function authorize(operation: string, roles: readonly string[], body: unknown): void {
  const held = new Set(roles);
  const alternatives = permissions.get(operation) ?? [];
  if (alternatives.some((all) => all.every((role) => held.has(role)))) return;
  const touched = typeof body === 'object' && body !== null ? Object.keys(body) : [];
  const partly = partialPermissions.some(
    (rule) =>
      rule.operation === operation &&
      rule.permissions.every((role) => held.has(role)) &&
      touched.length > 0 &&
      touched.every((property) => rule.properties.includes(property)),
  );
  if (!partly) throw problem('GraphForbidden');
}

/** The least that would have been enough, or undefined where nothing is. */
export function sufficient(operation: string): string | undefined {
  return permissions.get(operation)?.[0]?.join(' and ');
}
