import type { EntityName } from '../edm/model.ts';
import { isEntityName } from '../edm/model.ts';
import type { Row } from '../state/columns.ts';
import type { TenantState } from '../state/state.ts';
import type { Client } from './clients/client.ts';

/** What Entra looks up in the directory when somebody signs in. */

/** Rows of an entity that a tenant of an older version may not have. */
function rows(state: TenantState, entity: string, property: string, value: string): Row[] {
  return isEntityName(entity) ? state.find(entity as EntityName, property, value) : [];
}

/** Consent grants that a client (its principal) has. */
export function consentGrants(state: TenantState, clientId: string): Row[] {
  return rows(state, grantEntity, 'clientId', clientId);
}

export function saveConsentGrant(
  state: TenantState,
  id: string,
  row: Readonly<Record<string, unknown>> | { readonly scope: string },
  isNew: boolean,
): void {
  if (isNew) state.insert(grantEntity as EntityName, { id, ...row });
  else state.update(grantEntity as EntityName, id, row);
}

const grantEntity = 'oAuth2PermissionGrant';

export interface FederatedCredential {
  readonly issuer: string;
  readonly subject: string;
  readonly audiences: readonly string[];
}

export function federatedCredentials(state: TenantState, client: Client): FederatedCredential[] {
  return rows(state, 'federatedIdentityCredential', 'applicationId', client.application.id).map((row) => ({
    issuer: String(row['issuer']),
    subject: String(row['subject']),
    audiences: row['audiences'] as string[],
  }));
}
