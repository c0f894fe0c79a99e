import { type Known, none, words } from './known.ts';

/** Facts from the metadata document of Microsoft Graph v1.0, of August 2026. */
export const rolesKnown: Readonly<Record<string, Known>> = {
  directoryRole: {
    properties: words(`
      deletedDateTime description displayName id roleTemplateId
    `),
    navigations: words(`
      members scopedMembers
    `),
    operations: words(`
      checkMemberGroups checkMemberObjects delta getMemberGroups getMemberObjects restore
    `),
  },
  directoryRoleTemplate: {
    properties: words(`
      deletedDateTime description displayName id
    `),
    navigations: none,
    operations: words(`
      checkMemberGroups checkMemberObjects delta getMemberGroups getMemberObjects restore
    `),
  },
  unifiedRoleDefinition: {
    properties: words(`
      description displayName id isBuiltIn isEnabled resourceScopes rolePermissions templateId version
    `),
    navigations: words(`
      inheritsPermissionsFrom
    `),
    operations: none,
  },
  unifiedRoleAssignment: {
    properties: words(`
      appScopeId condition directoryScopeId id principalId principalOrganizationId roleDefinitionId
    `),
    navigations: words(`
      appScope directoryScope principal roleDefinition
    `),
    operations: none,
  },
  unifiedRoleAssignmentSchedule: {
    properties: words(`
      appScopeId assignmentType createdDateTime createdUsing directoryScopeId id memberType
      modifiedDateTime principalId roleDefinitionId scheduleInfo status
    `),
    navigations: words(`
      activatedUsing appScope directoryScope principal roleDefinition
    `),
    operations: words(`
      filterByCurrentUser
    `),
  },
  unifiedRoleAssignmentScheduleRequest: {
    properties: words(`
      action appScopeId approvalId completedDateTime createdBy createdDateTime customData
      directoryScopeId id isValidationOnly justification principalId roleDefinitionId scheduleInfo
      status targetScheduleId ticketInfo
    `),
    navigations: words(`
      activatedUsing appScope directoryScope principal roleDefinition targetSchedule
    `),
    operations: words(`
      cancel filterByCurrentUser
    `),
  },
  unifiedRoleAssignmentScheduleInstance: {
    properties: words(`
      appScopeId assignmentType directoryScopeId endDateTime id memberType principalId
      roleAssignmentOriginId roleAssignmentScheduleId roleDefinitionId startDateTime
    `),
    navigations: words(`
      activatedUsing appScope directoryScope principal roleDefinition
    `),
    operations: words(`
      filterByCurrentUser
    `),
  },
  unifiedRoleEligibilitySchedule: {
    properties: words(`
      appScopeId createdDateTime createdUsing directoryScopeId id memberType modifiedDateTime
      principalId roleDefinitionId scheduleInfo status
    `),
    navigations: words(`
      appScope directoryScope principal roleDefinition
    `),
    operations: words(`
      filterByCurrentUser
    `),
  },
  unifiedRoleEligibilityScheduleRequest: {
    properties: words(`
      action appScopeId approvalId completedDateTime createdBy createdDateTime customData
      directoryScopeId id isValidationOnly justification principalId roleDefinitionId scheduleInfo
      status targetScheduleId ticketInfo
    `),
    navigations: words(`
      appScope directoryScope principal roleDefinition targetSchedule
    `),
    operations: words(`
      cancel filterByCurrentUser
    `),
  },
  unifiedRoleEligibilityScheduleInstance: {
    properties: words(`
      appScopeId directoryScopeId endDateTime id memberType principalId roleDefinitionId
      roleEligibilityScheduleId startDateTime
    `),
    navigations: words(`
      appScope directoryScope principal roleDefinition
    `),
    operations: words(`
      filterByCurrentUser
    `),
  },
  administrativeUnit: {
    properties: words(`
      deletedDateTime description displayName id isMemberManagementRestricted membershipRule
      membershipRuleProcessingState membershipType visibility
    `),
    navigations: words(`
      extensions members scopedRoleMembers
    `),
    operations: words(`
      checkMemberGroups checkMemberObjects delta getMemberGroups getMemberObjects restore
    `),
  },
  scopedRoleMembership: {
    properties: words(`
      administrativeUnitId id roleId roleMemberInfo
    `),
    navigations: none,
    operations: none,
  },
};
