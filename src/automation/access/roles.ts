/**
 * Azure's built-in roles, as far as this version knows them: actions with `*` for any part, taken away again by
 * `notActions`. Source: learn.microsoft.com/azure/role-based-access-control/built-in-roles.
 */
export interface Role {
  readonly actions: readonly string[];
  readonly notActions?: readonly string[];
}

export const roles = {
  Owner: { actions: ['*'] },
  Contributor: {
    actions: ['*'],
    notActions: ['Microsoft.Authorization/*/write', 'Microsoft.Authorization/*/delete'],
  },
  Reader: { actions: ['*/read'] },
} as const satisfies Readonly<Record<string, Role>>;

export type RoleName = keyof typeof roles;

export function allows(role: Role, action: string): boolean {
  const matches = (pattern: string): boolean => patternOf(pattern).test(action);
  return role.actions.some(matches) && !(role.notActions ?? []).some(matches);
}

const patterns = new Map<string, RegExp>();

function patternOf(pattern: string): RegExp {
  const known = patterns.get(pattern);
  if (known !== undefined) return known;
  const made = new RegExp(`^${pattern.replaceAll(/[.]/g, '\\.').replaceAll('*', '.*')}$`, 'i');
  patterns.set(pattern, made);
  return made;
}
