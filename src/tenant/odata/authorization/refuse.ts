import { type TenantryError, problem } from '#kernel';

/** Graph's 403, with what would have been enough for the tenant's own log only. */
export function refuse(enough: string): TenantryError {
  return problem('GraphForbidden', {}, { enough } satisfies Enough);
}

interface Enough {
  readonly enough: string;
}

/** What a refusal noted for the log, if it did. */
export function enoughFor(error: TenantryError): string | undefined {
  const { cause } = error;
  return typeof cause === 'object' && cause !== null && 'enough' in cause ? String(cause.enough) : undefined;
}

export function oneOf(roles: readonly string[]): string {
  return `the Entra role ${[...new Set(roles)].join(' or ')}`;
}
