import type { PermissionRows } from './rows.ts';

/** Operations of roles. */
export const rolesPermissions: PermissionRows = [
  [
    'GET /directoryRoles',
    {
      application:
        'RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory Directory.Read.All Directory.ReadWrite.All',
      delegated:
        'RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /directoryRoles/{id}',
    {
      application:
        'RoleManagement.Read.Directory Directory.Read.All Directory.ReadWrite.All RoleManagement.ReadWrite.Directory',
      delegated:
        'RoleManagement.Read.Directory Directory.Read.All Directory.ReadWrite.All RoleManagement.ReadWrite.Directory',
    },
  ],
  [
    'POST /directoryRoles',
    { application: 'RoleManagement.ReadWrite.Directory', delegated: 'RoleManagement.ReadWrite.Directory' },
  ],
  [
    'GET /directoryRoles/{id}/members',
    {
      application:
        'RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory Directory.Read.All Directory.ReadWrite.All',
      delegated:
        'RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /directoryRoles/{id}/members/{id}',
    {
      application:
        'RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory Directory.Read.All Directory.ReadWrite.All',
      delegated:
        'RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory Directory.Read.All Directory.ReadWrite.All',
      note: 'not in the map: as GET /directoryRoles/{id}/members',
    },
  ],
  [
    'POST /directoryRoles/{id}/members/$ref',
    {
      application: 'RoleManagement.ReadWrite.Directory',
      delegated: 'RoleManagement.ReadWrite.Directory',
      note: 'not in the map: as POST /directoryRoles/{id}/members',
    },
  ],
  [
    'DELETE /directoryRoles/{id}/members/{id}/$ref',
    {
      application: 'RoleManagement.ReadWrite.Directory',
      delegated: 'RoleManagement.ReadWrite.Directory',
      note: 'not in the map: as DELETE /directoryRoles/{id}/members/{id}',
    },
  ],
  [
    'GET /directoryRoles/{id}/scopedMembers',
    {
      application:
        'RoleManagement.Read.Directory Directory.Read.All Directory.ReadWrite.All RoleManagement.ReadWrite.Directory',
      delegated:
        'RoleManagement.Read.Directory Directory.Read.All Directory.ReadWrite.All RoleManagement.ReadWrite.Directory',
    },
  ],
  [
    'GET /directoryRoles/{id}/scopedMembers/{id}',
    {
      application:
        'RoleManagement.Read.Directory Directory.Read.All Directory.ReadWrite.All RoleManagement.ReadWrite.Directory',
      delegated:
        'RoleManagement.Read.Directory Directory.Read.All Directory.ReadWrite.All RoleManagement.ReadWrite.Directory',
      note: 'not in the map: as GET /directoryRoles/{id}/scopedMembers',
    },
  ],
  [
    'GET /directoryRoleTemplates',
    {
      application:
        'RoleManagement.Read.Directory Directory.Read.All Directory.ReadWrite.All RoleManagement.ReadWrite.Directory',
      delegated:
        'RoleManagement.Read.Directory Directory.Read.All Directory.ReadWrite.All RoleManagement.ReadWrite.Directory',
    },
  ],
  [
    'GET /directoryRoleTemplates/{id}',
    {
      application:
        'RoleManagement.Read.Directory Directory.Read.All Directory.ReadWrite.All RoleManagement.ReadWrite.Directory',
      delegated:
        'RoleManagement.Read.Directory Directory.Read.All Directory.ReadWrite.All RoleManagement.ReadWrite.Directory',
    },
  ],
  [
    'GET /roleManagement/directory/roleDefinitions',
    {
      application:
        'RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory Directory.Read.All RoleManagement.Read.All Directory.ReadWrite.All',
      delegated:
        'RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory Directory.Read.All RoleManagement.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /roleManagement/directory/roleDefinitions/{id}',
    {
      application:
        'RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory Directory.Read.All RoleManagement.Read.All Directory.ReadWrite.All',
      delegated:
        'RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory Directory.Read.All RoleManagement.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'POST /roleManagement/directory/roleDefinitions',
    {
      application: 'RoleManagement.ReadWrite.Directory Directory.ReadWrite.All',
      delegated: 'RoleManagement.ReadWrite.Directory Directory.ReadWrite.All',
    },
  ],
  [
    'PATCH /roleManagement/directory/roleDefinitions/{id}',
    {
      application: 'RoleManagement.ReadWrite.Directory Directory.ReadWrite.All',
      delegated: 'RoleManagement.ReadWrite.Directory Directory.ReadWrite.All',
    },
  ],
  [
    'DELETE /roleManagement/directory/roleDefinitions/{id}',
    {
      application: 'RoleManagement.ReadWrite.Directory Directory.ReadWrite.All',
      delegated: 'RoleManagement.ReadWrite.Directory Directory.ReadWrite.All',
    },
  ],
  [
    'GET /roleManagement/directory/roleAssignments',
    {
      application:
        'RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory Directory.Read.All Directory.ReadWrite.All',
      delegated:
        'RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory Directory.Read.All RoleManagement.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /roleManagement/directory/roleAssignments/{id}',
    {
      application:
        'RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory Directory.Read.All Directory.ReadWrite.All',
      delegated:
        'RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory Directory.Read.All RoleManagement.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'POST /roleManagement/directory/roleAssignments',
    { application: 'RoleManagement.ReadWrite.Directory', delegated: 'RoleManagement.ReadWrite.Directory' },
  ],
  [
    'DELETE /roleManagement/directory/roleAssignments/{id}',
    { application: 'RoleManagement.ReadWrite.Directory', delegated: 'RoleManagement.ReadWrite.Directory' },
  ],
  [
    'GET /roleManagement/directory/roleAssignments/{id}/principal',
    {
      application:
        'RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory Directory.Read.All Directory.ReadWrite.All',
      delegated:
        'RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory Directory.Read.All RoleManagement.Read.All Directory.ReadWrite.All',
      note: 'not in the map: as GET /roleManagement/directory/roleAssignments/{id}',
    },
  ],
  [
    'GET /roleManagement/directory/roleAssignments/{id}/roleDefinition',
    {
      application:
        'RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory Directory.Read.All Directory.ReadWrite.All',
      delegated:
        'RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory Directory.Read.All RoleManagement.Read.All Directory.ReadWrite.All',
      note: 'not in the map: as GET /roleManagement/directory/roleAssignments/{id}',
    },
  ],
  [
    'GET /roleManagement/directory/roleAssignments/{id}/directoryScope',
    {
      application:
        'RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory Directory.Read.All Directory.ReadWrite.All',
      delegated:
        'RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory Directory.Read.All RoleManagement.Read.All Directory.ReadWrite.All',
      note: 'not in the map: as GET /roleManagement/directory/roleAssignments/{id}',
    },
  ],
];
