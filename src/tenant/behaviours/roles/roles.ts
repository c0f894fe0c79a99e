import { problem } from '#kernel';

import { roleTemplate } from '../../facts/role-templates.ts';
import { demand } from '../../odata/demand.ts';
import type { Context } from '../../odata/request.ts';
import type { Row } from '../../state/columns.ts';
import type { Computed, Hooks, LinkHooks } from '../behaviour.ts';
import { assign, findAssignment, scopedMember, unassign, wholeTenant } from './assignments.ts';
import { endSchedule, recordSchedule } from './schedules.ts';

export const roleHooks: Readonly<Record<string, Hooks>> = {
  directoryRole: {
    /** Source: learn.microsoft.com/graph/api/directoryrole-post-directoryroles: activates a role by its template. */
    create(context, values) {
      const template = roleTemplate(String(values['roleTemplateId']));
      if (template === undefined) throw problem('GraphNotFound', { id: String(values['roleTemplateId']) });
      if (context.state.idOf('directoryRole', 'roleTemplateId', template.id) !== undefined)
        throw problem('GraphRoleActivated');
      const { displayName, description, id } = template;
      return { displayName, description, roleTemplateId: id };
    },
  },
  unifiedRoleDefinition: {
    /** Source: learn.microsoft.com/graph/api/rbacapplication-post-roledefinitions: custom roles. */
    create(context, values, id) {
      checkPermissions(values['rolePermissions']);
      demandOwnName(context, values['displayName'], id);
      const templateId = values['templateId'] ?? id;
      return {
        description: null,
        isEnabled: true,
        version: null,
        ...values,
        templateId,
        id: String(templateId),
        isBuiltIn: false,
        resourceScopes: values['resourceScopes'] ?? ['/'],
      };
    },
    update(context, row, values) {
      demandCustom(row);
      if (values['rolePermissions'] !== undefined) checkPermissions(values['rolePermissions']);
      if (values['displayName'] !== undefined) demandOwnName(context, values['displayName'], row.id);
      return values;
    },
    remove(context, row) {
      demandCustom(row);
      if (context.state.idOf('unifiedRoleAssignment', 'roleDefinitionId', row.id) !== undefined)
        throw problem('GraphRoleInUse');
    },
  },
  unifiedRoleAssignment: {
    /** Source: learn.microsoft.com/graph/api/rbacapplication-post-roleassignments. */
    create(context, values, id) {
      const wanted = {
        principalId: String(values['principalId']),
        roleDefinitionId: String(values['roleDefinitionId']),
        directoryScopeId: String(values['directoryScopeId'] ?? ''),
      };
      if (wanted.directoryScopeId === '') {
        const property = 'directoryScopeId';
        if (values['appScopeId'] !== undefined)
          throw problem('GraphNotEmulated', { operation: 'role assignments with an appScopeId' });
        throw problem('GraphPropertyMissing', { property, type: 'UnifiedRoleAssignment' });
      }
      if (findAssignment(context.state, wanted) !== undefined) throw problem('GraphRoleAssignmentExists');
      recordSchedule(context, id, wanted);
      return assign(context, wanted, id, 'assignment');
    },
    remove(context, row) {
      endSchedule(context.state, row.id);
      unassign(context.state, row, 'assignment');
    },
  },
  scopedRoleMembership: {
    /** Source: learn.microsoft.com/graph/api/administrativeunit-post-scopedrolemembers. */
    create(context, values, id, scope) {
      const role = demand(context.state, 'directoryRole', String(values['roleId']));
      const member = (values['roleMemberInfo'] as { id?: unknown } | null)?.id;
      const wanted = {
        principalId: String(member),
        roleDefinitionId: String(role['roleTemplateId']),
        directoryScopeId: `/administrativeUnits/${scope?.id ?? ''}`,
      };
      if (findAssignment(context.state, wanted) !== undefined) throw problem('GraphRoleAssignmentExists');
      const assignment = context.newId();
      assign(context, wanted, assignment, 'scopedMember');
      recordSchedule(context, assignment, wanted);
      return scopedMember(context.state, {
        id,
        unit: scope?.id ?? '',
        role: role.id,
        principalId: wanted.principalId,
        assignment,
      });
    },
    remove(context, row) {
      const assignment = context.state.get('unifiedRoleAssignment', String(row['assignmentId']));
      if (assignment === undefined) return;
      endSchedule(context.state, assignment.id);
      unassign(context.state, assignment, 'scopedMember');
    },
  },
};

export const roleLinks: Readonly<Record<string, LinkHooks>> = {
  /** A member of an activated role holds it over the whole tenant. */
  'directoryRole.members': {
    add(context, roleId, principalId) {
      const wanted = ofMember(context, roleId, principalId);
      const id = context.newId();
      assign(context, wanted, id, 'member');
      recordSchedule(context, id, wanted);
    },
    remove(context, roleId, principalId) {
      const assignment = findAssignment(context.state, ofMember(context, roleId, principalId));
      if (assignment === undefined) return;
      endSchedule(context.state, assignment.id);
      unassign(context.state, assignment, 'member');
    },
  },
};

export const roleComputed: Readonly<Record<string, Computed>> = {
  'unifiedRoleAssignment.directoryScope'(context, id) {
    const scope = String(demand(context.state, 'unifiedRoleAssignment', id)['directoryScopeId']);
    const target = scope.split('/').at(-1) ?? '';
    const type = target === '' ? undefined : context.state.typeOf(target);
    return type === undefined ? [] : [demand(context.state, type, target)];
  },
};

function ofMember(context: Context, roleId: string, principalId: string) {
  const role = demand(context.state, 'directoryRole', roleId);
  return { principalId, roleDefinitionId: String(role['roleTemplateId']), directoryScopeId: wholeTenant };
}

function demandCustom(row: Row): void {
  if (row['isBuiltIn'] === true) throw problem('GraphRoleBuiltIn');
}

function demandOwnName(context: Context, displayName: unknown, id: string): void {
  const taken = context.state.idOf('unifiedRoleDefinition', 'displayName', String(displayName));
  if (taken !== undefined && taken !== id) throw problem('GraphDuplicate', { property: 'displayName' });
}

function checkPermissions(value: unknown): void {
  const list = value as readonly { allowedResourceActions?: unknown }[];
  const fits =
    Array.isArray(value) &&
    list.length > 0 &&
    list.every(
      ({ allowedResourceActions: actions }) =>
        Array.isArray(actions) &&
        actions.length > 0 &&
        actions.every((action) => /^microsoft\.[\w.]+\/[\w./-]+$/.test(String(action))),
    );
  if (!fits)
    throw problem('GraphPropertyInvalid', { property: 'rolePermissions', type: 'UnifiedRoleDefinition' });
}
