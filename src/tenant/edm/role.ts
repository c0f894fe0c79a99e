import type {
  AdministrativeUnit,
  DirectoryRole,
  DirectoryRoleTemplate,
  ScopedRoleMembership,
  UnifiedRoleAssignment,
  UnifiedRoleDefinition,
} from '@microsoft/microsoft-graph-types';

import { entity, flag, json, text, texts, time } from './sheet.ts';

/** Source: learn.microsoft.com/graph/api/resources/directoryrole: a role that was activated in the tenant. */
export const directoryRole = entity<DirectoryRole>()({
  name: 'directoryRole',
  set: 'directoryRoles',
  setFunctions: ['delta'],
  directoryObject: true,
  alternateKeys: ['roleTemplateId'],
  verbs: ['list', 'get', 'create'],
  properties: {
    id: text({ byDefault: true, readOnly: true, filter: ['eq', 'ne', 'not', 'in'], indexed: true }),
    deletedDateTime: time({ byDefault: true, readOnly: true }),
    description: text({ byDefault: true, readOnly: true, filter: ['eq'] }),
    displayName: text({ byDefault: true, readOnly: true, filter: ['eq'] }),
    roleTemplateId: text({ byDefault: true, filter: ['eq'], required: true, indexed: true }),
  },
  navigations: {
    members: {
      to: 'directoryObject',
      many: true,
      relation: { by: 'link', nav: 'directoryRole.members' },
      ref: true,
    },
    scopedMembers: {
      to: 'scopedRoleMembership',
      many: true,
      relation: { by: 'property', property: 'roleId' },
    },
  },
});

/** Source: learn.microsoft.com/graph/api/resources/directoryroletemplate. */
export const directoryRoleTemplate = entity<DirectoryRoleTemplate>()({
  name: 'directoryRoleTemplate',
  set: 'directoryRoleTemplates',
  directoryObject: true,
  verbs: ['list', 'get'],
  properties: {
    id: text({ byDefault: true, readOnly: true, filter: ['eq', 'ne', 'not', 'in'], indexed: true }),
    deletedDateTime: time({ byDefault: true, readOnly: true }),
    description: text({ byDefault: true, readOnly: true }),
    displayName: text({ byDefault: true, readOnly: true }),
  },
});

/** Source: learn.microsoft.com/graph/api/resources/unifiedroledefinition, of the directory. */
export const unifiedRoleDefinition = entity<UnifiedRoleDefinition>()({
  name: 'unifiedRoleDefinition',
  set: 'roleManagement/directory/roleDefinitions',
  verbs: ['list', 'get', 'create', 'update', 'delete'],
  properties: {
    id: text({ byDefault: true, readOnly: true, indexed: true }),
    description: text({ byDefault: true }),
    displayName: text({ byDefault: true, required: true, filter: ['eq', 'in', 'startsWith'], indexed: true }),
    isBuiltIn: flag({ byDefault: true, readOnly: true, filter: ['eq', 'in'] }),
    isEnabled: flag({ byDefault: true }),
    resourceScopes: texts({ byDefault: true }),
    rolePermissions: json({ byDefault: true, required: true }),
    templateId: text({ byDefault: true, indexed: true, filter: ['eq'] }),
    version: text({ byDefault: true }),
  },
});

/** Source: learn.microsoft.com/graph/api/resources/unifiedroleassignment, of the directory. */
export const unifiedRoleAssignment = entity<UnifiedRoleAssignment>()({
  name: 'unifiedRoleAssignment',
  set: 'roleManagement/directory/roleAssignments',
  verbs: ['list', 'get', 'create', 'delete'],
  properties: {
    id: text({ byDefault: true, readOnly: true, indexed: true }),
    appScopeId: text({ byDefault: true, filter: ['eq', 'in'] }),
    condition: text({ byDefault: true, readOnly: true }),
    directoryScopeId: text({ byDefault: true, filter: ['eq', 'in'] }),
    principalId: text({ byDefault: true, filter: ['eq', 'in'], indexed: true, required: true }),
    principalOrganizationId: text({ byDefault: true, readOnly: true }),
    roleDefinitionId: text({ byDefault: true, filter: ['eq', 'in'], indexed: true, required: true }),
  },
  navigations: {
    principal: { to: 'directoryObject', many: false, relation: { by: 'own', property: 'principalId' } },
    roleDefinition: {
      to: 'unifiedRoleDefinition',
      many: false,
      relation: { by: 'own', property: 'roleDefinitionId' },
    },
    directoryScope: { to: 'directoryObject', many: false, relation: { by: 'behaviour' } },
  },
  internal: {
    scheduleId: text({ indexed: true }),
  },
});

/** Source: learn.microsoft.com/graph/api/resources/administrativeunit. */
export const administrativeUnit = entity<AdministrativeUnit>()({
  name: 'administrativeUnit',
  set: 'directory/administrativeUnits',
  setFunctions: ['delta'],
  directoryObject: true,
  verbs: ['list', 'get', 'create', 'update', 'delete'],
  properties: {
    id: text({ byDefault: true, readOnly: true, filter: ['eq', 'ne', 'not', 'in'], indexed: true }),
    deletedDateTime: time({ byDefault: true, readOnly: true }),
    description: text({ byDefault: true, filter: ['eq', 'ne', 'in', 'startsWith'] }),
    displayName: text({
      byDefault: true,
      filter: ['eq', 'ne', 'not', 'ge', 'le', 'in', 'startsWith'],
      sortable: 'advanced',
      required: true,
      indexed: true,
    }),
    isMemberManagementRestricted: flag({ byDefault: true }),
    membershipRule: text({ byDefault: true }),
    membershipRuleProcessingState: text({ byDefault: true }),
    membershipType: text({ byDefault: true }),
    visibility: text({ byDefault: true }),
  },
  navigations: {
    members: {
      to: 'directoryObject',
      many: true,
      relation: { by: 'link', nav: 'administrativeUnit.members' },
      ref: true,
      creates: true,
    },
    scopedRoleMembers: {
      to: 'scopedRoleMembership',
      many: true,
      relation: { by: 'property', property: 'administrativeUnitId' },
      contained: true,
    },
  },
});

/** Source: learn.microsoft.com/graph/api/resources/scopedrolemembership: somebody has a role over an administrative unit. */
export const scopedRoleMembership = entity<ScopedRoleMembership>()({
  name: 'scopedRoleMembership',
  verbs: ['list', 'get', 'create', 'delete'],
  properties: {
    id: text({ byDefault: true, readOnly: true, indexed: true }),
    administrativeUnitId: text({ byDefault: true, indexed: true }),
    roleId: text({ byDefault: true, indexed: true, required: true }),
    roleMemberInfo: json({ byDefault: true, required: true }),
  },
  internal: { assignmentId: text({ indexed: true }) },
});
