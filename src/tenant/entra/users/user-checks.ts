import { problem } from '#kernel';

import type { Row } from '../../state/columns.ts';
import type { TenantState } from '../../state/state.ts';
import type { Client } from '../clients/client.ts';

/** That a user proved who he is: what codes, refresh tokens and cookies carry on. */
export interface UserSession {
  readonly userId: string;
  /** Seconds since 1970. */
  readonly authTime: number;
  /** `pwd`, `mfa`, … as in the claim. */
  readonly amr: readonly string[];
  /** Of the user when he signed in: another one now means that his sessions were revoked since. */
  readonly stamp: string;
  /** Stays the same in all that follows from one sign-in: the claim `sid`. */
  readonly sessionId: string;
}

/**
 * Changes when sessions are revoked, the password changes or is reset. Compared for equality, since the directory keeps
 * these times to the second only.
 */
export function sessionStamp(user: Row): string {
  return `${String(user['signInSessionsValidFromDateTime'])} ${String(user['lastPasswordChangeDateTime'])}`;
}

export function demandEnabled(user: Row): void {
  if (user['accountEnabled'] === false) throw problem('EntraUserDisabled');
}

/** The user of a session that is still good. */
export function demandSessionUser(
  state: TenantState,
  session: UserSession,
  context: { readonly tenantName: string; readonly issued: string },
): Row {
  const user = state.get('user', session.userId);
  if (user === undefined)
    throw problem('EntraUserGone', { user: session.userId, tenant: context.tenantName });
  demandEnabled(user);
  if (sessionStamp(user) !== session.stamp) {
    throw problem('EntraGrantRevoked', {
      issued: context.issued,
      validFrom: String(user['signInSessionsValidFromDateTime'] ?? user['lastPasswordChangeDateTime']),
    });
  }
  return user;
}

/** Where the application asks for it, a user (or a group that he is a direct member of) is assigned to it. */
export function demandAssigned(state: TenantState, client: Client, user: Row): void {
  if (client.principal['appRoleAssignmentRequired'] !== true) return;
  const principals = assignable(state, user.id);
  const assigned = principals.some((id) =>
    state
      .find('appRoleAssignment', 'principalId', id)
      .some((each) => each['resourceId'] === client.principal.id),
  );
  if (assigned) return;
  throw problem('EntraNotAssigned', {
    name: client.name,
    client: client.appId,
    user: String(user['userPrincipalName']),
  });
}

/** The user and the groups that he is a direct member of: nested ones do not count for assignments. */
export function assignable(state: TenantState, userId: string): string[] {
  return [userId, ...state.sources('group.members', userId)];
}

export function tenantName(state: TenantState): string {
  return String(state.all('organization')[0]?.['displayName'] ?? '');
}
