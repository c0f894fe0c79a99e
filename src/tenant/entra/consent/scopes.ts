import { problem } from '#kernel';

import type { TenantState } from '../../state/state.ts';
import { type Resource, demandResource, graphUri } from '../resources.ts';

/** What a client asks for on behalf of a user. */
export interface RequestedScopes {
  readonly resource: Resource;
  /** Names as the resource defines them; empty when only OpenID's own were asked for. */
  readonly names: readonly string[];
  /** `<resource>/.default`: what the registration lists. */
  readonly isDefault: boolean;
  readonly openid: ReadonlySet<OpenIdScope>;
  /** What the client wrote before the names: repeated in the answer. */
  readonly prefix: string;
}

export interface ScopeContext {
  readonly origin: string;
  readonly tenantId: string;
  /** Of the application that asks. */
  readonly clientName: string;
}

export type OpenIdScope = 'openid' | 'profile' | 'email' | 'offline_access';
const openIdScopes: readonly OpenIdScope[] = ['openid', 'profile', 'email', 'offline_access'];

/**
 * Reads the parameter `scope` of the newer endpoint: names of one resource, before each its identifier; none before those
 * of Graph. Source: learn.microsoft.com/entra/identity-platform/scopes-oidc.
 */
export function readScopes(state: TenantState, scope: string, context: ScopeContext): RequestedScopes {
  const all = [...new Set(scope.split(' ').filter((each) => each !== ''))];
  if (all.length === 0) throw problem('EntraParameterMissing', { parameter: 'scope' });
  const openid = new Set(openIdScopes.filter((each) => all.some((one) => one.toLowerCase() === each)));
  const others = all.filter((each) => !openIdScopes.includes(each.toLowerCase() as OpenIdScope));
  const parts = others.map(splitScope);
  const prefixes = new Set(parts.map(({ prefix }) => prefix));
  const resources = new Set([...prefixes].map((prefix) => resourceKey(prefix)));
  if (resources.size > 1) throw problem('EntraScopeResources', { scope });
  const [prefix = ''] = prefixes;
  const asked = prefix === '' ? graphUri : prefix.replace(/\/$/, '');
  const resource = demandResource(state, asked, context);
  const names = parts.map(({ name }) => name).filter((name) => name !== '.default');
  const isDefault = names.length < parts.length;
  if (isDefault && names.length > 0) throw problem('EntraScopeDefaultMixed', { scope });
  return {
    resource,
    names: names.map((name) => canonical(resource, name, context.clientName)),
    isDefault,
    openid,
    prefix,
  };
}

/** The older endpoint asks for a resource, and means all that was granted for it. */
export function scopesOfResource(
  state: TenantState,
  resource: string,
  context: ScopeContext,
): RequestedScopes {
  return {
    resource: demandResource(state, resource, context),
    names: [],
    isDefault: true,
    openid: new Set(['openid', 'profile', 'offline_access']),
    prefix: '',
  };
}

function splitScope(scope: string): { prefix: string; name: string } {
  const at = scope.lastIndexOf('/');
  return { prefix: scope.slice(0, at + 1), name: scope.slice(at + 1) };
}

function resourceKey(prefix: string): string {
  return prefix === '' ? graphUri : prefix.replace(/\/+$/, '').toLowerCase();
}

/** As the resource spells it: the case of a scope's name does not matter. */
function canonical(resource: Resource, name: string, clientName: string): string {
  const found = resource.scopes.find(({ value }) => value.toLowerCase() === name.toLowerCase());
  if (found === undefined) {
    throw problem('EntraScopeUnknownOfApp', {
      name: clientName,
      scope: name,
      resource: String(resource.principal['appId']),
    });
  }
  return found.value;
}
