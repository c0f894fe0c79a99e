import type { TenantState } from '../../state/state.ts';
import type { Client } from '../clients/client.ts';
import { grantedScopes, hasAnyGrant, listedScopes } from './consents.ts';
import type { RequestedScopes } from './scopes.ts';

export interface ConsentState {
  /** What a token may carry. */
  readonly granted: readonly string[];
  /** What somebody must consent to first. */
  readonly missing: readonly string[];
}

/**
 * Consent grows step by step: only what was not granted before is asked for, and a token carries all that was granted for
 * its resource. Source: learn.microsoft.com/entra/identity-platform/permissions-consent-overview.
 */
export function consentState(
  state: TenantState,
  client: Client,
  requested: RequestedScopes,
  userId: string,
): ConsentState {
  const { resource, names, isDefault, openid } = requested;
  const all = resource.scopes.map(({ value }) => value);
  // An application needs no leave to call itself.
  if (resource.appId === client.appId) return { granted: all, missing: [] };
  const granted = new Set([
    ...grantedScopes(state, client, resource, userId),
    ...preAuthorized(state, client, requested),
  ]);
  const own = resource.isGraph ? [...openid].filter((each) => each !== 'offline_access') : [];
  const answer = (missing: readonly string[]): ConsentState => ({
    granted: [...new Set([...granted, ...own])].filter((each) => each !== 'offline_access'),
    missing,
  });
  if (isDefault) {
    if (granted.size > 0) return answer([]);
    const listed = listedScopes(client, resource);
    return answer(listed.length > 0 ? listed : ['openid']);
  }
  if (names.length > 0) return answer(names.filter((name) => !granted.has(name)));
  return answer(hasAnyGrant(state, client, userId) ? [] : [...openid]);
}

interface PreAuthorized {
  readonly appId: string;
  readonly delegatedPermissionIds?: readonly string[];
}

/** The resource itself may vouch for clients, for which nobody is asked. */
function preAuthorized(state: TenantState, client: Client, { resource }: RequestedScopes): string[] {
  const [application] = state.find('application', 'appId', resource.appId);
  const api = (application?.['api'] ?? {}) as { preAuthorizedApplications?: readonly PreAuthorized[] };
  const ids = new Set(
    (api.preAuthorizedApplications ?? [])
      .filter(({ appId }) => appId === client.appId)
      .flatMap(({ delegatedPermissionIds }) => delegatedPermissionIds ?? []),
  );
  return resource.scopes.filter(({ id }) => ids.has(id)).map(({ value }) => value);
}
