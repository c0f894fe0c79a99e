import { problem } from '#kernel';

import type { Context } from '../odata/request.ts';
import type { Hooks, LinkHooks } from './behaviour.ts';
import type { TenantState } from '../state/state.ts';
import { demandRuleOf } from './groups/kinds.ts';
import { unassign } from './roles/assignments.ts';
import { endSchedule } from './roles/schedules.ts';

/** Source: learn.microsoft.com/graph/api/resources/administrativeunit. */
const memberTypes = ['user', 'group', 'device'];
const membershipTypes = ['Assigned', 'Dynamic'];

export const administrativeUnitHooks: Readonly<Record<string, Hooks>> = {
  administrativeUnit: {
    create(_context, values) {
      check(values);
      return {
        description: null,
        isMemberManagementRestricted: false,
        membershipType: null,
        visibility: null,
        ...values,
        ...byRule(values),
      };
    },
    update(_context, row, values) {
      check(values);
      const restricted = values['isMemberManagementRestricted'];
      if (restricted !== undefined && restricted !== row['isMemberManagementRestricted'])
        throw problem('GraphPropertyReadOnly', { property: 'isMemberManagementRestricted' });
      return { ...values, ...byRule({ ...row, ...values }) };
    },
    remove({ state }, row) {
      for (const membership of state.find('scopedRoleMembership', 'administrativeUnitId', row.id)) {
        const assignment = state.get('unifiedRoleAssignment', String(membership['assignmentId']));
        if (assignment === undefined) continue;
        endSchedule(state, assignment.id);
        unassign(state, assignment);
      }
    },
  },
};

export const administrativeUnitLinks: Readonly<Record<string, LinkHooks>> = {
  'administrativeUnit.members': {
    add({ state }, unit, member) {
      demandAssigned(state, unit);
      if (!memberTypes.includes(state.typeOf(member) ?? ''))
        throw problem('GraphPropertyInvalid', { property: 'members', type: 'AdministrativeUnit' });
    },
    remove: ({ state }, unit) => demandAssigned(state, unit),
  },
};

/** Members by rule are changed by nobody, as those of a group; that the words are the same is believed. */
function demandAssigned(state: TenantState, unit: string): void {
  const row = state.get('administrativeUnit', unit, ['membershipType']);
  if (row?.['membershipType'] === 'Dynamic') throw problem('GraphMembersByRule');
}

/**
 * What a unit is to have of a rule: users or devices, by the language of dynamic groups, or nothing.
 * Source: learn.microsoft.com/entra/identity/role-based-access-control/admin-units-members-dynamic.
 */
function byRule(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (values['membershipType'] !== 'Dynamic')
    return { membershipRule: null, membershipRuleProcessingState: null };
  demandRuleOf('AdministrativeUnit', values);
  return {
    membershipRule: values['membershipRule'],
    membershipRuleProcessingState: values['membershipRuleProcessingState'] ?? 'On',
  };
}

function check(values: Readonly<Record<string, unknown>>): void {
  const invalid = (property: string): Error =>
    problem('GraphPropertyInvalid', { property, type: 'AdministrativeUnit' });
  const { visibility, membershipType } = values;
  if (
    visibility !== undefined &&
    visibility !== null &&
    visibility !== 'HiddenMembership' &&
    visibility !== 'Public'
  )
    throw invalid('visibility');
  if (
    membershipType !== undefined &&
    membershipType !== null &&
    !membershipTypes.includes(String(membershipType))
  )
    throw invalid('membershipType');
}

/**
 * Members of a unit of restricted management are changed only by who has a role over that very unit. Source:
 * learn.microsoft.com/entra/identity/role-based-access-control/admin-units-restricted-management.
 */
export function demandManageable({ state, principal }: Context, id: string): void {
  for (const unit of state.sources('administrativeUnit.members', id)) {
    const row = state.get('administrativeUnit', unit, ['isMemberManagementRestricted']);
    if (row?.['isMemberManagementRestricted'] !== true) continue;
    const scope = `/administrativeUnits/${unit}`;
    const holds = state
      .find('unifiedRoleAssignment', 'principalId', principal.objectId)
      .some((each) => each['directoryScopeId'] === scope);
    if (!holds) throw problem('GraphRestrictedManagement');
  }
}
