import type { Row } from '../state/columns.ts';
import type { TenantState } from '../state/state.ts';

/** What Entra looks up in the directory when somebody signs in. */

/** Consent grants that a client (its principal) has. */
export function consentGrants(state: TenantState, clientId: string): Row[] {
  return state.find('oAuth2PermissionGrant', 'clientId', clientId);
}

export interface FederatedCredential {
  readonly issuer: string;
  readonly subject: string;
  readonly audiences: readonly string[];
}

/** Of an application, or of a principal without one: a managed identity's. */
export function federatedCredentials(
  state: TenantState,
  of: { readonly applicationId: string; readonly principalId: string },
): FederatedCredential[] {
  const rows = [
    ...state.find('federatedIdentityCredential', 'applicationId', of.applicationId),
    ...state.find('federatedIdentityCredential', 'servicePrincipalId', of.principalId),
  ];
  return rows.map((row) => ({
    issuer: String(row['issuer']),
    subject: String(row['subject']),
    audiences: row['audiences'] as string[],
  }));
}
