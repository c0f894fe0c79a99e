import type { PermissionRows } from './rows.ts';

/** Operations of role assignment schedules. */
export const roleAssignmentSchedulesPermissions: PermissionRows = [
  [
    'GET /roleManagement/directory/roleAssignmentSchedules',
    {
      application:
        'RoleAssignmentSchedule.Read.Directory RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
      delegated:
        'RoleAssignmentSchedule.Read.Directory RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
    },
  ],
  [
    'GET /roleManagement/directory/roleAssignmentSchedules/{id}',
    {
      application:
        'RoleAssignmentSchedule.Read.Directory RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
      delegated:
        'RoleAssignmentSchedule.Read.Directory RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
    },
  ],
  [
    'GET /roleManagement/directory/roleAssignmentSchedules/filterByCurrentUser',
    {
      application:
        'RoleAssignmentSchedule.Read.Directory RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
      delegated:
        'RoleAssignmentSchedule.Read.Directory RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
      note: 'not in the map: as GET /roleManagement/directory/roleAssignmentSchedules/{id}',
    },
  ],
  [
    'GET /roleManagement/directory/roleAssignmentSchedules/{id}/principal',
    {
      application:
        'RoleAssignmentSchedule.Read.Directory RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
      delegated:
        'RoleAssignmentSchedule.Read.Directory RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
      note: 'not in the map: as GET /roleManagement/directory/roleAssignmentSchedules/{id}',
    },
  ],
  [
    'GET /roleManagement/directory/roleAssignmentSchedules/{id}/roleDefinition',
    {
      application:
        'RoleAssignmentSchedule.Read.Directory RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
      delegated:
        'RoleAssignmentSchedule.Read.Directory RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
      note: 'not in the map: as GET /roleManagement/directory/roleAssignmentSchedules/{id}',
    },
  ],
  [
    'GET /roleManagement/directory/roleAssignmentSchedules/{id}/activatedUsing',
    {
      application:
        'RoleAssignmentSchedule.Read.Directory RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
      delegated:
        'RoleAssignmentSchedule.Read.Directory RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
      note: 'not in the map: as GET /roleManagement/directory/roleAssignmentSchedules/{id}',
    },
  ],
  [
    'GET /roleManagement/directory/roleAssignmentScheduleInstances',
    {
      application:
        'RoleAssignmentSchedule.Read.Directory RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
      delegated:
        'RoleAssignmentSchedule.Read.Directory RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
    },
  ],
  [
    'GET /roleManagement/directory/roleAssignmentScheduleInstances/{id}',
    {
      application:
        'RoleAssignmentSchedule.Read.Directory RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
      delegated:
        'RoleAssignmentSchedule.Read.Directory RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
    },
  ],
  [
    'GET /roleManagement/directory/roleAssignmentScheduleInstances/filterByCurrentUser',
    {
      application:
        'RoleAssignmentSchedule.Read.Directory RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
      delegated:
        'RoleAssignmentSchedule.Read.Directory RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
      note: 'not in the map: as GET /roleManagement/directory/roleAssignmentScheduleInstances/{id}',
    },
  ],
  [
    'GET /roleManagement/directory/roleAssignmentScheduleInstances/{id}/principal',
    {
      application:
        'RoleAssignmentSchedule.Read.Directory RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
      delegated:
        'RoleAssignmentSchedule.Read.Directory RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
      note: 'not in the map: as GET /roleManagement/directory/roleAssignmentScheduleInstances/{id}',
    },
  ],
  [
    'GET /roleManagement/directory/roleAssignmentScheduleInstances/{id}/roleDefinition',
    {
      application:
        'RoleAssignmentSchedule.Read.Directory RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
      delegated:
        'RoleAssignmentSchedule.Read.Directory RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
      note: 'not in the map: as GET /roleManagement/directory/roleAssignmentScheduleInstances/{id}',
    },
  ],
  [
    'GET /roleManagement/directory/roleAssignmentScheduleInstances/{id}/activatedUsing',
    {
      application:
        'RoleAssignmentSchedule.Read.Directory RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
      delegated:
        'RoleAssignmentSchedule.Read.Directory RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
      note: 'not in the map: as GET /roleManagement/directory/roleAssignmentScheduleInstances/{id}',
    },
  ],
  [
    'GET /roleManagement/directory/roleAssignmentScheduleRequests',
    {
      application: 'RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.ReadWrite.Directory',
      delegated: 'RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.ReadWrite.Directory',
    },
  ],
  [
    'GET /roleManagement/directory/roleAssignmentScheduleRequests/{id}',
    {
      application: 'RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.ReadWrite.Directory',
      delegated: 'RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.ReadWrite.Directory',
    },
  ],
  [
    'POST /roleManagement/directory/roleAssignmentScheduleRequests',
    {
      application:
        'RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.ReadWrite.Directory RoleAssignmentSchedule.Remove.Directory RoleEligibilitySchedule.Remove.Directory',
      delegated:
        'RoleAssignmentSchedule.ReadWrite.Directory RoleAssignmentSchedule.Remove.Directory RoleEligibilitySchedule.Remove.Directory RoleManagement.ReadWrite.Directory',
    },
  ],
  [
    'POST /roleManagement/directory/roleAssignmentScheduleRequests/{id}/cancel',
    {
      application: 'RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.ReadWrite.Directory',
      delegated: 'RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.ReadWrite.Directory',
    },
  ],
  [
    'GET /roleManagement/directory/roleAssignmentScheduleRequests/filterByCurrentUser',
    {
      application: 'RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.ReadWrite.Directory',
      delegated: 'RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.ReadWrite.Directory',
      note: 'not in the map: as GET /roleManagement/directory/roleAssignmentScheduleRequests/{id}',
    },
  ],
  [
    'GET /roleManagement/directory/roleAssignmentScheduleRequests/{id}/principal',
    {
      application: 'RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.ReadWrite.Directory',
      delegated: 'RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.ReadWrite.Directory',
      note: 'not in the map: as GET /roleManagement/directory/roleAssignmentScheduleRequests/{id}',
    },
  ],
  [
    'GET /roleManagement/directory/roleAssignmentScheduleRequests/{id}/roleDefinition',
    {
      application: 'RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.ReadWrite.Directory',
      delegated: 'RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.ReadWrite.Directory',
      note: 'not in the map: as GET /roleManagement/directory/roleAssignmentScheduleRequests/{id}',
    },
  ],
  [
    'GET /roleManagement/directory/roleAssignmentScheduleRequests/{id}/targetSchedule',
    {
      application: 'RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.ReadWrite.Directory',
      delegated: 'RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.ReadWrite.Directory',
      note: 'not in the map: as GET /roleManagement/directory/roleAssignmentScheduleRequests/{id}',
    },
  ],
  [
    'GET /roleManagement/directory/roleAssignmentScheduleRequests/{id}/activatedUsing',
    {
      application: 'RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.ReadWrite.Directory',
      delegated: 'RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.ReadWrite.Directory',
      note: 'not in the map: as GET /roleManagement/directory/roleAssignmentScheduleRequests/{id}',
    },
  ],
];
