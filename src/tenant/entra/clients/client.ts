import { problem } from '#kernel';

import { isManagedIdentity } from '../../behaviours/applications/managed-identities.ts';
import type { Row } from '../../state/columns.ts';
import type { TenantState } from '../../state/state.ts';
import type { Address } from '../address.ts';

/** An application as it signs in here: its registration and its principal in this tenant. */
export interface Client {
  readonly appId: string;
  readonly name: string;
  /** A managed identity has none: its principal stands here, which has its keys and nothing that a sign-in page asks for. */
  readonly application: Row;
  readonly principal: Row;
  readonly kind: 'servicePrincipal' | 'managedIdentity';
}

/** Rejects with 700016, 7000229 or 7000112, as Entra does for an application that is unknown, not installed or disabled. */
export function demandClient(state: TenantState, appId: string, tenantId: string): Client {
  const [principal] = state.find('servicePrincipal', 'appId', appId);
  const managed = principal !== undefined && isManagedIdentity(principal);
  const application = managed ? principal : demandApplication(state, appId, tenantId);
  if (principal === undefined) throw problem('EntraPrincipalMissing', { client: appId, tenant: tenantId });
  if (principal['accountEnabled'] === false) throw problem('EntraAppDisabled', { client: appId });
  const kind = managed ? 'managedIdentity' : 'servicePrincipal';
  return { appId, name: String(application['displayName']), application, principal, kind };
}

function demandApplication(state: TenantState, appId: string, tenantId: string): Row {
  const [application] = state.find('application', 'appId', appId);
  if (application === undefined) throw problem('EntraAppUnknown', { client: appId, tenant: tenantId });
  return application;
}

/**
 * Whether users of this address may sign in to the application. A shared address is for applications of several tenants
 * only; personal accounts are not emulated.
 */
export function demandAudience(application: Row, { kind, segment }: Address): void {
  if (kind === 'tenant') return;
  const client = String(application['appId']);
  const name = String(application['displayName']);
  if (kind === 'consumers') throw problem('EntraPersonalAccounts', { client });
  const audience = application['signInAudience'] ?? 'AzureADMyOrg';
  if (audience === 'AzureADMyOrg') throw problem('EntraNotMultiTenant', { client, name, tenant: segment });
}
