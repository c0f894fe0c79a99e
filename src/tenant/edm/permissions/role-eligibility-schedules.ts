import type { PermissionRows } from './rows.ts';

/** Operations of role eligibility schedules. */
export const roleEligibilitySchedulesPermissions: PermissionRows = [
  [
    'GET /roleManagement/directory/roleEligibilitySchedules',
    {
      application:
        'RoleEligibilitySchedule.Read.Directory RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
      delegated:
        'RoleEligibilitySchedule.Read.Directory RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
    },
  ],
  [
    'GET /roleManagement/directory/roleEligibilitySchedules/{id}',
    {
      application:
        'RoleEligibilitySchedule.Read.Directory RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
      delegated:
        'RoleEligibilitySchedule.Read.Directory RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
    },
  ],
  [
    'GET /roleManagement/directory/roleEligibilitySchedules/filterByCurrentUser',
    {
      application:
        'RoleEligibilitySchedule.Read.Directory RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
      delegated:
        'RoleEligibilitySchedule.Read.Directory RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
      note: 'not in the map: as GET /roleManagement/directory/roleEligibilitySchedules/{id}',
    },
  ],
  [
    'GET /roleManagement/directory/roleEligibilitySchedules/{id}/principal',
    {
      application:
        'RoleEligibilitySchedule.Read.Directory RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
      delegated:
        'RoleEligibilitySchedule.Read.Directory RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
      note: 'not in the map: as GET /roleManagement/directory/roleEligibilitySchedules/{id}',
    },
  ],
  [
    'GET /roleManagement/directory/roleEligibilitySchedules/{id}/roleDefinition',
    {
      application:
        'RoleEligibilitySchedule.Read.Directory RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
      delegated:
        'RoleEligibilitySchedule.Read.Directory RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
      note: 'not in the map: as GET /roleManagement/directory/roleEligibilitySchedules/{id}',
    },
  ],
  [
    'GET /roleManagement/directory/roleEligibilityScheduleInstances',
    {
      application:
        'RoleEligibilitySchedule.Read.Directory RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
      delegated:
        'RoleEligibilitySchedule.Read.Directory RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
    },
  ],
  [
    'GET /roleManagement/directory/roleEligibilityScheduleInstances/{id}',
    {
      application:
        'RoleEligibilitySchedule.Read.Directory RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
      delegated:
        'RoleEligibilitySchedule.Read.Directory RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
    },
  ],
  [
    'GET /roleManagement/directory/roleEligibilityScheduleInstances/filterByCurrentUser',
    {
      application:
        'RoleEligibilitySchedule.Read.Directory RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
      delegated:
        'RoleEligibilitySchedule.Read.Directory RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
      note: 'not in the map: as GET /roleManagement/directory/roleEligibilityScheduleInstances/{id}',
    },
  ],
  [
    'GET /roleManagement/directory/roleEligibilityScheduleInstances/{id}/principal',
    {
      application:
        'RoleEligibilitySchedule.Read.Directory RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
      delegated:
        'RoleEligibilitySchedule.Read.Directory RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
      note: 'not in the map: as GET /roleManagement/directory/roleEligibilityScheduleInstances/{id}',
    },
  ],
  [
    'GET /roleManagement/directory/roleEligibilityScheduleInstances/{id}/roleDefinition',
    {
      application:
        'RoleEligibilitySchedule.Read.Directory RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
      delegated:
        'RoleEligibilitySchedule.Read.Directory RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
      note: 'not in the map: as GET /roleManagement/directory/roleEligibilityScheduleInstances/{id}',
    },
  ],
  [
    'GET /roleManagement/directory/roleEligibilityScheduleRequests',
    {
      application: 'RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.ReadWrite.Directory',
      delegated: 'RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.ReadWrite.Directory',
    },
  ],
  [
    'GET /roleManagement/directory/roleEligibilityScheduleRequests/{id}',
    {
      application: 'RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.ReadWrite.Directory',
      delegated: 'RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.ReadWrite.Directory',
    },
  ],
  [
    'POST /roleManagement/directory/roleEligibilityScheduleRequests',
    {
      application: 'RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.ReadWrite.Directory',
      delegated: 'RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.ReadWrite.Directory',
    },
  ],
  [
    'POST /roleManagement/directory/roleEligibilityScheduleRequests/{id}/cancel',
    {
      application: 'RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.ReadWrite.Directory',
      delegated: 'RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.ReadWrite.Directory',
    },
  ],
  [
    'GET /roleManagement/directory/roleEligibilityScheduleRequests/filterByCurrentUser',
    {
      application: 'RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.ReadWrite.Directory',
      delegated: 'RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.ReadWrite.Directory',
      note: 'not in the map: as GET /roleManagement/directory/roleEligibilityScheduleRequests/{id}',
    },
  ],
  [
    'GET /roleManagement/directory/roleEligibilityScheduleRequests/{id}/principal',
    {
      application: 'RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.ReadWrite.Directory',
      delegated: 'RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.ReadWrite.Directory',
      note: 'not in the map: as GET /roleManagement/directory/roleEligibilityScheduleRequests/{id}',
    },
  ],
  [
    'GET /roleManagement/directory/roleEligibilityScheduleRequests/{id}/roleDefinition',
    {
      application: 'RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.ReadWrite.Directory',
      delegated: 'RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.ReadWrite.Directory',
      note: 'not in the map: as GET /roleManagement/directory/roleEligibilityScheduleRequests/{id}',
    },
  ],
  [
    'GET /roleManagement/directory/roleEligibilityScheduleRequests/{id}/targetSchedule',
    {
      application: 'RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.ReadWrite.Directory',
      delegated: 'RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.ReadWrite.Directory',
      note: 'not in the map: as GET /roleManagement/directory/roleEligibilityScheduleRequests/{id}',
    },
  ],
];
