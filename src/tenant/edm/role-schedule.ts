import type {
  UnifiedRoleAssignmentSchedule,
  UnifiedRoleAssignmentScheduleInstance,
  UnifiedRoleAssignmentScheduleRequest,
  UnifiedRoleEligibilitySchedule,
  UnifiedRoleEligibilityScheduleInstance,
  UnifiedRoleEligibilityScheduleRequest,
} from '@microsoft/microsoft-graph-types';

import { entity, flag, json, text, time } from './sheet.ts';

/** Both kinds, holding a role and being allowed to activate it, are asked for with the same properties. */
const requestProperties = {
  id: text({ byDefault: true, readOnly: true, indexed: true }),
  approvalId: text({ byDefault: true, readOnly: true }),
  completedDateTime: time({ byDefault: true, readOnly: true }),
  createdBy: json({ byDefault: true, readOnly: true }),
  createdDateTime: time({ byDefault: true, readOnly: true }),
  customData: text({ byDefault: true }),
  status: text({ byDefault: true, readOnly: true, filter: ['eq', 'ne'] }),
  action: text({ byDefault: true, required: true }),
  appScopeId: text({ byDefault: true, filter: ['eq', 'ne'] }),
  directoryScopeId: text({ byDefault: true, filter: ['eq', 'ne'] }),
  isValidationOnly: flag({ byDefault: true }),
  justification: text({ byDefault: true }),
  principalId: text({ byDefault: true, filter: ['eq', 'ne'], indexed: true, required: true }),
  roleDefinitionId: text({ byDefault: true, filter: ['eq', 'ne'], indexed: true, required: true }),
  scheduleInfo: json({ byDefault: true }),
  targetScheduleId: text({ byDefault: true, filter: ['eq', 'ne'] }),
  ticketInfo: json({ byDefault: true }),
};

/** Whose it is, and which role: the same for all six. */
const whoAndWhat = {
  principal: { to: 'directoryObject', many: false, relation: { by: 'own', property: 'principalId' } },
  roleDefinition: {
    to: 'unifiedRoleDefinition',
    many: false,
    relation: { by: 'own', property: 'roleDefinitionId' },
  },
} as const;

/** Source: learn.microsoft.com/graph/api/resources/unifiedroleassignmentschedule: when a role is held. */
export const unifiedRoleAssignmentSchedule = entity<UnifiedRoleAssignmentSchedule>()({
  name: 'unifiedRoleAssignmentSchedule',
  set: 'roleManagement/directory/roleAssignmentSchedules',
  verbs: ['list', 'get'],
  properties: {
    id: text({ byDefault: true, readOnly: true, indexed: true }),
    appScopeId: text({ byDefault: true, readOnly: true }),
    createdDateTime: time({ byDefault: true, readOnly: true }),
    createdUsing: text({ byDefault: true, readOnly: true }),
    directoryScopeId: text({ byDefault: true, readOnly: true, filter: ['eq', 'ne'] }),
    modifiedDateTime: time({ byDefault: true, readOnly: true }),
    principalId: text({ byDefault: true, readOnly: true, indexed: true, filter: ['eq', 'ne'] }),
    roleDefinitionId: text({ byDefault: true, readOnly: true, indexed: true, filter: ['eq', 'ne'] }),
    status: text({ byDefault: true, readOnly: true, filter: ['eq', 'ne'] }),
    assignmentType: text({ byDefault: true, readOnly: true, filter: ['eq', 'ne'] }),
    memberType: text({ byDefault: true, readOnly: true, filter: ['eq', 'ne'] }),
    scheduleInfo: json({ byDefault: true, readOnly: true }),
  },
  navigations: {
    ...whoAndWhat,
    activatedUsing: {
      to: 'unifiedRoleEligibilitySchedule',
      many: false,
      relation: { by: 'own', property: 'activatedUsingId' },
    },
  },
  internal: { activatedUsingId: text(), startsAt: text({ indexed: true }), endsAt: text({ indexed: true }) },
  setFunctions: ['filterByCurrentUser'],
});

/** Source: learn.microsoft.com/graph/api/resources/unifiedroleassignmentscheduleinstance: what of it is so now. */
export const unifiedRoleAssignmentScheduleInstance = entity<UnifiedRoleAssignmentScheduleInstance>()({
  name: 'unifiedRoleAssignmentScheduleInstance',
  set: 'roleManagement/directory/roleAssignmentScheduleInstances',
  verbs: ['list', 'get'],
  properties: {
    id: text({ byDefault: true, readOnly: true, indexed: true }),
    appScopeId: text({ byDefault: true, readOnly: true }),
    directoryScopeId: text({ byDefault: true, readOnly: true, filter: ['eq', 'ne'] }),
    principalId: text({ byDefault: true, readOnly: true, indexed: true, filter: ['eq', 'ne'] }),
    roleDefinitionId: text({ byDefault: true, readOnly: true, indexed: true, filter: ['eq', 'ne'] }),
    assignmentType: text({ byDefault: true, readOnly: true, filter: ['eq', 'ne'] }),
    endDateTime: time({ byDefault: true, readOnly: true }),
    memberType: text({ byDefault: true, readOnly: true, filter: ['eq', 'ne'] }),
    roleAssignmentOriginId: text({ byDefault: true, readOnly: true, filter: ['eq', 'ne'] }),
    roleAssignmentScheduleId: text({ byDefault: true, readOnly: true, filter: ['eq', 'ne'] }),
    startDateTime: time({ byDefault: true, readOnly: true }),
  },
  navigations: {
    ...whoAndWhat,
    activatedUsing: {
      to: 'unifiedRoleEligibilityScheduleInstance',
      many: false,
      relation: { by: 'own', property: 'activatedUsingId' },
    },
  },
  internal: { activatedUsingId: text() },
  setFunctions: ['filterByCurrentUser'],
});

/** Source: learn.microsoft.com/graph/api/resources/unifiedroleassignmentschedulerequest: what was asked for. */
export const unifiedRoleAssignmentScheduleRequest = entity<UnifiedRoleAssignmentScheduleRequest>()({
  name: 'unifiedRoleAssignmentScheduleRequest',
  set: 'roleManagement/directory/roleAssignmentScheduleRequests',
  verbs: ['list', 'get', 'create'],
  properties: {
    ...requestProperties,
  },
  navigations: {
    ...whoAndWhat,
    targetSchedule: {
      to: 'unifiedRoleAssignmentSchedule',
      many: false,
      relation: { by: 'own', property: 'targetScheduleId' },
    },
    activatedUsing: {
      to: 'unifiedRoleEligibilitySchedule',
      many: false,
      relation: { by: 'own', property: 'activatedUsingId' },
    },
  },
  internal: { activatedUsingId: text() },
  actions: ['cancel'],
  setFunctions: ['filterByCurrentUser'],
});

/** Source: learn.microsoft.com/graph/api/resources/unifiedroleeligibilityschedule: when a role may be activated. */
export const unifiedRoleEligibilitySchedule = entity<UnifiedRoleEligibilitySchedule>()({
  name: 'unifiedRoleEligibilitySchedule',
  set: 'roleManagement/directory/roleEligibilitySchedules',
  verbs: ['list', 'get'],
  properties: {
    id: text({ byDefault: true, readOnly: true, indexed: true }),
    appScopeId: text({ byDefault: true, readOnly: true }),
    createdDateTime: time({ byDefault: true, readOnly: true }),
    createdUsing: text({ byDefault: true, readOnly: true }),
    directoryScopeId: text({ byDefault: true, readOnly: true, filter: ['eq', 'ne'] }),
    modifiedDateTime: time({ byDefault: true, readOnly: true }),
    principalId: text({ byDefault: true, readOnly: true, indexed: true, filter: ['eq', 'ne'] }),
    roleDefinitionId: text({ byDefault: true, readOnly: true, indexed: true, filter: ['eq', 'ne'] }),
    status: text({ byDefault: true, readOnly: true, filter: ['eq', 'ne'] }),
    memberType: text({ byDefault: true, readOnly: true, filter: ['eq', 'ne'] }),
    scheduleInfo: json({ byDefault: true, readOnly: true }),
  },
  navigations: {
    ...whoAndWhat,
  },
  internal: { activatedUsingId: text(), startsAt: text({ indexed: true }), endsAt: text({ indexed: true }) },
  setFunctions: ['filterByCurrentUser'],
});

/** Source: learn.microsoft.com/graph/api/resources/unifiedroleeligibilityscheduleinstance: what of it is so now. */
export const unifiedRoleEligibilityScheduleInstance = entity<UnifiedRoleEligibilityScheduleInstance>()({
  name: 'unifiedRoleEligibilityScheduleInstance',
  set: 'roleManagement/directory/roleEligibilityScheduleInstances',
  verbs: ['list', 'get'],
  properties: {
    id: text({ byDefault: true, readOnly: true, indexed: true }),
    appScopeId: text({ byDefault: true, readOnly: true }),
    directoryScopeId: text({ byDefault: true, readOnly: true, filter: ['eq', 'ne'] }),
    principalId: text({ byDefault: true, readOnly: true, indexed: true, filter: ['eq', 'ne'] }),
    roleDefinitionId: text({ byDefault: true, readOnly: true, indexed: true, filter: ['eq', 'ne'] }),
    endDateTime: time({ byDefault: true, readOnly: true }),
    memberType: text({ byDefault: true, readOnly: true, filter: ['eq', 'ne'] }),
    roleEligibilityScheduleId: text({ byDefault: true, readOnly: true, filter: ['eq', 'ne'] }),
    startDateTime: time({ byDefault: true, readOnly: true }),
  },
  navigations: {
    ...whoAndWhat,
  },
  setFunctions: ['filterByCurrentUser'],
});

/** Source: learn.microsoft.com/graph/api/resources/unifiedroleeligibilityschedulerequest: what was asked for. */
export const unifiedRoleEligibilityScheduleRequest = entity<UnifiedRoleEligibilityScheduleRequest>()({
  name: 'unifiedRoleEligibilityScheduleRequest',
  set: 'roleManagement/directory/roleEligibilityScheduleRequests',
  verbs: ['list', 'get', 'create'],
  properties: {
    ...requestProperties,
  },
  navigations: {
    ...whoAndWhat,
    targetSchedule: {
      to: 'unifiedRoleEligibilitySchedule',
      many: false,
      relation: { by: 'own', property: 'targetScheduleId' },
    },
  },
  actions: ['cancel'],
  setFunctions: ['filterByCurrentUser'],
});
