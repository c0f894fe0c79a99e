import type { TenantState } from '../../state/state.ts';
import { globalAdministrator, privilegedAuthenticationAdministrator, roleIds, roleName } from './role-ids.ts';

/**
 * Upon whom a role may act where it matters (passwords, sign-in methods, disabling, deleting, names): users without any
 * role, and those who hold these only.
 * Source: learn.microsoft.com/entra/identity/role-based-access-control/privileged-roles-permissions, "Who can reset
 * passwords" and "Who can perform sensitive actions".
 */
const upon: Readonly<Record<string, readonly string[]>> = {
  'Helpdesk Administrator': [
    'Directory Readers',
    'Guest Inviter',
    'Helpdesk Administrator',
    'Message Center Reader',
    'Password Administrator',
    'Reports Reader',
    'Usage Summary Reports Reader',
    'User Experience Success Manager',
  ],
  'Password Administrator': ['Directory Readers', 'Guest Inviter', 'Password Administrator'],
  'User Administrator': [
    'Directory Readers',
    'Groups Administrator',
    'Guest Inviter',
    'Helpdesk Administrator',
    'Message Center Reader',
    'Password Administrator',
    'Reports Reader',
    'Usage Summary Reports Reader',
    'User Administrator',
    'User Experience Success Manager',
  ],
  'Authentication Administrator': [
    'Authentication Administrator',
    'Directory Readers',
    'Guest Inviter',
    'Message Center Reader',
    'Password Administrator',
    'Reports Reader',
    'Usage Summary Reports Reader',
    'User Experience Success Manager',
  ],
};

const reach = new Map(
  Object.entries(upon).map(([name, targets]) => [roleIds([name])[0], new Set(roleIds(targets))]),
);

/** Roles that may reset passwords at all. */
export const passwordRoles = [
  'Helpdesk Administrator',
  'Password Administrator',
  'User Administrator',
  'Authentication Administrator',
  'Privileged Authentication Administrator',
] as const;

/** What stands in the way of somebody with these roles acting upon that user: nothing, or the roles that would do. */
export function sufficientUpon(
  state: TenantState,
  held: readonly string[],
  userId: string,
  rolesOf: (id: string) => readonly string[],
): 'enough' | string[] {
  const mighty = [globalAdministrator, privilegedAuthenticationAdministrator];
  if (held.some((role) => mighty.includes(role))) return 'enough';
  const target = rolesOf(userId);
  const enough = ['Privileged Authentication Administrator'];
  if (isInAssignableGroup(state, userId)) return enough;
  const fits = ([, targets]: readonly [string | undefined, ReadonlySet<string>]) =>
    target.every((role) => targets.has(role));
  const able = [...reach].filter(fits).flatMap(([role]) => role ?? []);
  if (held.some((role) => able.includes(role))) return 'enough';
  return [...able.map(roleName), ...enough];
}

/** Whether somebody is an administrator, whose account is not everybody's to change. */
export function isAdministrator(
  state: TenantState,
  userId: string,
  rolesOf: (id: string) => readonly string[],
): boolean {
  return rolesOf(userId).length > 0 || isInAssignableGroup(state, userId);
}

/** Members and owners of a group that roles may be assigned to are protected as if they held one. */
function isInAssignableGroup(state: TenantState, userId: string): boolean {
  return [...state.sources('group.members', userId), ...state.sources('group.owners', userId)].some(
    (group) => state.get('group', group, ['isAssignableToRole'])?.['isAssignableToRole'] === true,
  );
}
