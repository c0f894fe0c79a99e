import { managedIdentities } from '../behaviours/applications/managed-identities.ts';
import type { EntityName } from '../edm/model.ts';
import type { Row } from '../state/columns.ts';
import type { TenantState } from '../state/state.ts';

/** On applications that belong to the installation. */
const tag = 'TenantryAccountIdentity';

type Kept = readonly (readonly [EntityName, Row])[];

/**
 * The identities of automation accounts, and applications of the installation: they belong to the installation, not to the company, and outlive a reset.
 * Otherwise every job would fail after one. Microsoft's own service principals keep their ids
 * (`seed/known-ids.ts`), so that what was granted stays granted.
 */
export function accountIdentities(state: TenantState): Kept {
  const applications = state
    .all('application')
    .filter((each) => (each['tags'] as readonly string[]).includes(tag));
  const principals = [
    ...applications.flatMap(({ appId }) => state.find('servicePrincipal', 'appId', String(appId))),
    ...managedIdentities(state),
  ];
  const granted = principals.flatMap(({ id }) => state.find('appRoleAssignment', 'principalId', id));
  return [
    ...applications.map((row) => ['application', row] as const),
    ...principals.map((row) => ['servicePrincipal', row] as const),
    ...granted.map((row) => ['appRoleAssignment', row] as const),
  ];
}

export function restoreIdentities(state: TenantState, kept: Kept): void {
  for (const [entity, row] of kept)
    if (state.get(entity, row.id, []) === undefined) state.insert(entity, row);
}
