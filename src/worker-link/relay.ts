/**
 * How a worker of another machine reaches what listens on the control plane's machine alone: the embedded tenants, and Tenantry's
 * own API. It asks for a tunnel by CONNECT over its own mutual TLS, and names what it wants; an address is never asked for. Inside
 * the tunnel is TLS of its own, from the worker's gateway to the tenant or the API.
 */

export type RelayTarget = { readonly kind: 'api' } | { readonly kind: 'tenant'; readonly name: string };

const api = 'api:443';
const tenant = /^([^:/]{1,128})\.tenant:443$/;

/** What stands behind CONNECT: `main.tenant:443`, `api:443`. */
export function relayPath(target: RelayTarget): string {
  return target.kind === 'api' ? api : `${encodeURIComponent(target.name)}.tenant:443`;
}

/** Undefined for whatever is no name of this list. */
export function relayTarget(path: string): RelayTarget | undefined {
  if (path === api) return { kind: 'api' };
  const name = tenant.exec(path)?.[1];
  if (name === undefined || name.includes('%')) return undefined;
  return { kind: 'tenant', name };
}
