import { problem } from '#kernel';

import { roleTemplate } from '../../facts/role-templates.ts';
import type { Row } from '../../state/columns.ts';
import type { TenantState } from '../../state/state.ts';

/** Who writes: a request, or the tenant itself when time has come. */
export interface Work {
  readonly state: TenantState;
  readonly newId: () => string;
}

export interface Assignment {
  readonly principalId: string;
  readonly roleDefinitionId: string;
  /** `/`, `/administrativeUnits/{id}` or `/{id}` of an application or group. */
  readonly directoryScopeId: string;
  /** The schedule that it comes from and ends with. */
  readonly scheduleId?: string;
}

const holders = ['user', 'group', 'servicePrincipal'];
export const wholeTenant = '/';
const unitScope = /^\/administrativeUnits\/([^/]+)$/;

/** The assignment of exactly this, if there is one. */
export function findAssignment(state: TenantState, wanted: Omit<Assignment, 'scheduleId'>): Row | undefined {
  return state
    .find('unifiedRoleAssignment', 'principalId', wanted.principalId)
    .find(
      (each) =>
        each['roleDefinitionId'] === wanted.roleDefinitionId &&
        each['directoryScopeId'] === wanted.directoryScopeId,
    );
}

/** Who may hold a role, of what role, over what. */
export function demandAssignable(state: TenantState, wanted: Assignment): void {
  const { principalId, roleDefinitionId, directoryScopeId } = wanted;
  const type = state.typeOf(principalId);
  if (type === undefined || !holders.includes(type)) throw problem('GraphNotFound', { id: principalId });
  if (type === 'group' && state.get('group', principalId)?.['isAssignableToRole'] !== true)
    throw problem('GraphGroupNotRoleAssignable');
  if (state.get('unifiedRoleDefinition', roleDefinitionId) === undefined)
    throw problem('GraphNotFound', { id: roleDefinitionId });
  if (directoryScopeId === wholeTenant) return;
  const unit = unitScope.exec(directoryScopeId)?.[1];
  const known =
    unit === undefined
      ? state.typeOf(directoryScopeId.slice(1)) !== undefined
      : state.get('administrativeUnit', unit, []) !== undefined;
  if (!directoryScopeId.startsWith('/') || !known)
    throw problem('GraphRoleScopeUnknown', { scope: directoryScopeId });
}

/** What the engine writes itself, because a request named it. */
export type WrittenByEngine = 'assignment' | 'member' | 'scopedMember';

/**
 * Gives a role. What older parts of Graph show of it follows: a member of the activated role, or, over an
 * administrative unit, a scoped membership.
 */
export function assign(
  work: Work,
  wanted: Assignment,
  id: string,
  written?: WrittenByEngine,
): Record<string, unknown> & { readonly id: string } {
  const { state, newId } = work;
  demandAssignable(state, wanted);
  const { principalId, roleDefinitionId, directoryScopeId, scheduleId = null } = wanted;
  const row = {
    id,
    principalId,
    roleDefinitionId,
    directoryScopeId,
    appScopeId: null,
    condition: null,
    principalOrganizationId: state.setting('tenant-id') ?? null,
    scheduleId,
  };
  if (written !== 'assignment') state.insert('unifiedRoleAssignment', row);
  const role = activate(work, roleDefinitionId);
  if (role === undefined) return row;
  if (directoryScopeId === wholeTenant && written !== 'member')
    state.link('directoryRole.members', role, principalId);
  const unit = unitScope.exec(directoryScopeId)?.[1];
  if (unit !== undefined && written !== 'scopedMember')
    state.insert(
      'scopedRoleMembership',
      scopedMember(state, { id: newId(), unit, role, principalId, assignment: id }),
    );
  return row;
}

export function scopedMember(
  state: TenantState,
  of: {
    readonly id: string;
    readonly unit: string;
    readonly role: string;
    readonly principalId: string;
    readonly assignment: string;
  },
): Record<string, unknown> & { readonly id: string } {
  return {
    id: of.id,
    administrativeUnitId: of.unit,
    roleId: of.role,
    roleMemberInfo: { id: of.principalId, displayName: nameOf(state, of.principalId) },
    assignmentId: of.assignment,
  };
}

export function unassign(state: TenantState, assignment: Row, written?: WrittenByEngine): void {
  const { principalId, roleDefinitionId, directoryScopeId } = assignment as unknown as Assignment;
  if (written !== 'assignment') state.remove('unifiedRoleAssignment', assignment.id);
  const role = state.idOf('directoryRole', 'roleTemplateId', roleDefinitionId);
  if (role !== undefined && directoryScopeId === wholeTenant && written !== 'member')
    state.unlink('directoryRole.members', role, principalId);
  if (written === 'scopedMember') return;
  for (const { id } of state.find('scopedRoleMembership', 'assignmentId', assignment.id))
    state.remove('scopedRoleMembership', id);
}

/** Activated roles exist for built-in ones only. Returns the id of the role in the tenant. */
export function activate({ state, newId }: Work, roleTemplateId: string): string | undefined {
  const template = roleTemplate(roleTemplateId);
  if (template === undefined) return undefined;
  const known = state.idOf('directoryRole', 'roleTemplateId', template.id);
  if (known !== undefined) return known;
  const id = newId();
  state.insert('directoryRole', {
    id,
    deletedDateTime: null,
    description: template.description,
    displayName: template.displayName,
    roleTemplateId: template.id,
  });
  return id;
}

function nameOf(state: TenantState, id: string): unknown {
  const type = state.typeOf(id);
  return type === undefined ? null : (state.get(type, id, ['displayName'])?.['displayName'] ?? null);
}

/**
 * Template ids of roles that somebody holds, by himself or by a role-assignable group: over the whole tenant, and over this
 * object where one is named. A role over an administrative unit reaches its members, not those of its groups.
 * Source: learn.microsoft.com/entra/identity/role-based-access-control/administrative-units and custom-overview, "Scope".
 */
export function rolesOf(state: TenantState, principalId: string, over?: string): string[] {
  const groups = state.sources('group.members', principalId);
  const held = [principalId, ...groups].flatMap((id) =>
    state
      .find('unifiedRoleAssignment', 'principalId', id)
      .filter((each) => reaches(state, String(each['directoryScopeId']), over))
      .map((each) => String(each['roleDefinitionId'])),
  );
  return [...new Set(held)];
}

function reaches(state: TenantState, scope: string, over: string | undefined): boolean {
  if (scope === wholeTenant) return true;
  if (over === undefined) return false;
  const unit = unitScope.exec(scope)?.[1];
  return unit === undefined
    ? scope.slice(1).toLowerCase() === over.toLowerCase()
    : state.linked('administrativeUnit.members', unit, over);
}
