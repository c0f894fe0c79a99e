import { permissions } from '../../edm/permissions/table.ts';
import type { UserPrincipal } from '../request.ts';
import { type Asked, owns } from './asked.ts';
import { isAdministrator, sufficientUpon } from './on-whom.ts';
import { byRole, ownProfile, passwordProperty, sensitive } from './profile.ts';
import { oneOf, refuse } from './refuse.ts';
import { globalAdministrator, roleIds } from './role-ids.ts';
import { type RoleRule, roleRules } from './role-rules.ts';

/** What somebody may do through an application that was granted enough. */
export function demandUserRights(asked: Asked, principal: UserPrincipal): void {
  const self = asked.subject?.entity === 'user' && asked.subject.id === principal.userId;
  demandOwnAccount(asked, principal, self);
  const rule = roleRules.find((each) => fits(each, asked));
  const may = rule?.may ?? (asked.method === 'GET' ? everybody(asked) : []);
  if (!isAllowed(asked, may, self)) throw refuse(oneOf([...may.filter(isRole), 'Global Administrator']));
  demandProperties(asked, self);
  demandReach(asked, self);
}

/** `User.Read` and its like reach nobody but the user himself. Their names have no `.All`. */
function demandOwnAccount({ method, path, subject }: Asked, { scopes }: UserPrincipal, self: boolean): void {
  if (subject?.entity !== 'user' || self) return;
  const open = (permissions.get(`${method} ${path}`)?.delegated ?? []).filter((all) =>
    all.every((each) => scopes.includes(each)),
  );
  const wide = open.filter((all) => !all.some((each) => /^User[\w-]*\.[A-Za-z]+$/.test(each)));
  if (open.length > 0 && wide.length === 0) throw refuse('User.Read.All');
}

function fits({ method, path, when }: RoleRule, asked: Asked): boolean {
  const methodFits = method === 'write' ? asked.method !== 'GET' : method === asked.method;
  return methodFits && path.test(asked.path) && (when?.(asked.body) ?? true);
}

/** Members read the directory; guests read single objects of it, and what is below themselves. */
function everybody({ subject }: Asked): RoleRule['may'] {
  return subject === undefined ? ['member'] : ['anybody'];
}

function isRole(may: string): boolean {
  return !['anybody', 'member', 'self', 'owner'].includes(may);
}

function isAllowed(asked: Asked, may: RoleRule['may'], self: boolean): boolean {
  // A Global Administrator may do everything but act as somebody else.
  if (may.length === 1 && may[0] === 'self') return self;
  const held = asked.held();
  if (held.includes(globalAdministrator)) return true;
  return (
    may.includes('anybody') ||
    (may.includes('member') && !isGuest(asked)) ||
    (may.includes('self') && self) ||
    (may.includes('owner') && owns(asked)) ||
    roleIds(may).some((id) => held.includes(id))
  );
}

function isGuest({ state, principal }: Asked): boolean {
  const user = state.get('user', principal.objectId, ['userType']);
  return user?.['userType'] === 'Guest';
}

/** Each property that a user is changed in takes somebody who may change it: himself for some, a role for others. */
function demandProperties({ method, path, body, held }: Asked, self: boolean): void {
  if (method !== 'PATCH' || path !== '/users/{id}' || held().includes(globalAdministrator)) return;
  const abilities = Object.entries(byRole).filter(([name]) =>
    roleIds([name]).some((id) => held().includes(id)),
  );
  for (const property of Object.keys(body).filter((name) => !name.includes('@odata.'))) {
    if (self && ownProfile.has(property)) continue;
    if (abilities.some(([, able]) => able(property))) continue;
    const enough = Object.entries(byRole).flatMap(([name, able]) => (able(property) ? [name] : []));
    throw refuse(oneOf(enough));
  }
}

/** Upon administrators a role acts only as far as it reaches; one's own phone numbers are one's own. */
function demandReach(asked: Asked, self: boolean): void {
  const { state, subject, held, rolesOf, method, path, body } = asked;
  if (subject?.entity !== 'user' || method === 'GET') return;
  const changed = path === '/users/{id}' ? Object.keys(body) : [];
  const delicate =
    (method === 'DELETE' && path === '/users/{id}') ||
    (path.startsWith('/users/{id}/authentication') && !self) ||
    (path === '/users/{id}/revokeSignInSessions' && !self) ||
    (method === 'PATCH' && changed.some((name) => sensitive.has(name) && !(self && ownProfile.has(name))));
  if (!delicate) return;
  const reset = changed.includes(passwordProperty);
  if (!reset && !isAdministrator(state, subject.id, rolesOf)) return;
  const enough = sufficientUpon(state, held(), subject.id, rolesOf);
  if (enough !== 'enough') throw refuse(oneOf(enough));
}
