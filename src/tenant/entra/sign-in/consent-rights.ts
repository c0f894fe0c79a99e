import type { TenantState } from '../../state/state.ts';
import { rolesOf } from '../../behaviours/roles/assignments.ts';
import { graphAppId } from '../resources.ts';
import type { AppRoleDefinition, Resource } from '../resources.ts';

/** Who may consent to anything. */
const everything = new Set([
  '62e90394-69f5-4237-9190-012177145e10', // Global Administrator
  'e8611ab8-c189-46e8-94e1-60213ab1f814', // Privileged Role Administrator
]);
/** Who may consent to all but application permissions of Graph. */
const mostThings = new Set([
  '158c047a-c907-4556-b7ef-446551a6b5f7', // Cloud Application Administrator
  '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3', // Application Administrator
]);

export interface Wanted {
  readonly resource: Resource;
  readonly appRoles: readonly AppRoleDefinition[] | readonly { readonly id: string }[];
}

/**
 * Whether somebody may consent for the whole organization.
 * Source: learn.microsoft.com/entra/identity/enterprise-apps/grant-admin-consent, prerequisites.
 */
export function mayConsentForAll(state: TenantState, userId: string, wanted: readonly Wanted[]): boolean {
  const roles = rolesOf(state, userId);
  if (roles.some((role) => everything.has(role))) return true;
  const graphRoles = wanted.some(
    ({ resource, appRoles }) => resource.appId === graphAppId && appRoles.length > 0,
  );
  return !graphRoles && roles.some((role) => mostThings.has(role));
}
