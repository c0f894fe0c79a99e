import { problem } from '#kernel';

import type { Context } from '../odata/request.ts';
import type { Hooks, LinkHooks } from './behaviour.ts';
import { unassign } from './roles/assignments.ts';
import { endSchedule } from './roles/schedules.ts';

/** Source: learn.microsoft.com/graph/api/resources/administrativeunit. */
const memberTypes = ['user', 'group', 'device'];

export const administrativeUnitHooks: Readonly<Record<string, Hooks>> = {
  administrativeUnit: {
    create(_context, values) {
      check(values);
      return {
        description: null,
        isMemberManagementRestricted: false,
        membershipRule: null,
        membershipRuleProcessingState: null,
        membershipType: null,
        visibility: null,
        ...values,
      };
    },
    update(_context, row, values) {
      check(values);
      const restricted = values['isMemberManagementRestricted'];
      if (restricted !== undefined && restricted !== row['isMemberManagementRestricted'])
        throw problem('GraphPropertyReadOnly', { property: 'isMemberManagementRestricted' });
      return values;
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
    add({ state }, _unit, member) {
      if (!memberTypes.includes(state.typeOf(member) ?? ''))
        throw problem('GraphPropertyInvalid', { property: 'members', type: 'AdministrativeUnit' });
    },
  },
};

function check(values: Readonly<Record<string, unknown>>): void {
  const invalid = (property: string): Error =>
    problem('GraphPropertyInvalid', { property, type: 'AdministrativeUnit' });
  const { visibility, membershipType, membershipRule } = values;
  if (
    visibility !== undefined &&
    visibility !== null &&
    visibility !== 'HiddenMembership' &&
    visibility !== 'Public'
  )
    throw invalid('visibility');
  if (membershipType === 'Dynamic' || (membershipRule !== undefined && membershipRule !== null))
    throw problem('GraphNotEmulated', { operation: 'administrative units with dynamic membership' });
  if (membershipType !== undefined && membershipType !== null && membershipType !== 'Assigned')
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
