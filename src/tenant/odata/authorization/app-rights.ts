import { permissions } from '../../edm/permissions/table.ts';
import type { AppPrincipal } from '../request.ts';
import { type Asked, owns } from './asked.ts';
import { isAdministrator, passwordRoles, sufficientUpon } from './on-whom.ts';
import { passwordProperty, sensitive } from './profile.ts';
import { oneOf, refuse } from './refuse.ts';
import { roleIds } from './role-ids.ts';

/** What an application for itself may not do with permissions alone. */
export function demandAppRights(asked: Asked, principal: AppPrincipal): void {
  demandOwn(asked, principal);
  demandPassword(asked, principal);
  demandReach(asked);
}

/**
 * `…OwnedBy` reads all and writes what the application owns.
 * Source: learn.microsoft.com/graph/permissions-reference, Application.ReadWrite.OwnedBy.
 */
function demandOwn(asked: Asked, { roles }: AppPrincipal): void {
  const { method, path, subject } = asked;
  if (method === 'GET' || subject === undefined) return;
  if (subject.entity !== 'application' && subject.entity !== 'servicePrincipal') return;
  const alternatives = permissions.get(`${method} ${path}`)?.application ?? [];
  const held = alternatives.filter((all) => all.every((each) => roles.includes(each)));
  const onlyOwned = held.length > 0 && held.every((all) => all.some((each) => each.endsWith('.OwnedBy')));
  if (onlyOwned && !owns(asked)) throw refuse('Application.ReadWrite.All');
}

/**
 * Writing all of a user does not write his password: that takes a permission of its own, or a role.
 * Source: learn.microsoft.com/graph/api/user-update, "passwordProfile".
 */
function demandPassword(asked: Asked, { roles }: AppPrincipal): void {
  const { method, path, body } = asked;
  if (method !== 'PATCH' || path !== '/users/{id}' || body[passwordProperty] === undefined) return;
  const able = roleIds([...passwordRoles, 'Global Administrator']);
  if (roles.includes(passwordPermission) || asked.held().some((role) => able.includes(role))) return;
  throw refuse(passwordPermission);
}

const passwordPermission = 'User-PasswordProfile.ReadWrite.All';

/**
 * Administrators are protected: their sign-in, names and passwords are changed only by an application whose own role
 * reaches them. Source: learn.microsoft.com/graph/api/resources/users#who-can-perform-sensitive-actions. That writing
 * sign-in methods is among it for applications is believed.
 */
function demandReach(asked: Asked): void {
  const { state, subject, rolesOf } = asked;
  if (subject?.entity !== 'user' || !isSensitive(asked)) return;
  if (!isAdministrator(state, subject.id, rolesOf)) return;
  const enough = sufficientUpon(state, asked.held(), subject.id, rolesOf);
  if (enough !== 'enough') throw refuse(oneOf(enough));
}

function isSensitive({ method, path, body }: Asked): boolean {
  if (method === 'DELETE' && path === '/users/{id}') return true;
  if (method !== 'GET' && path.startsWith('/users/{id}/authentication')) return true;
  return (
    method === 'PATCH' && path === '/users/{id}' && Object.keys(body).some((name) => sensitive.has(name))
  );
}
