import type { PermissionRows } from './rows.ts';

/** Operations of administrative units. */
export const administrativeUnitsPermissions: PermissionRows = [
  [
    'GET /directory/administrativeUnits',
    {
      application:
        'AdministrativeUnit.Read.All AdministrativeUnit.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
      delegated:
        'AdministrativeUnit.Read.All AdministrativeUnit.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /directory/administrativeUnits/{id}',
    {
      application:
        'AdministrativeUnit.Read.All AdministrativeUnit.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
      delegated:
        'AdministrativeUnit.Read.All AdministrativeUnit.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'POST /directory/administrativeUnits',
    { application: 'AdministrativeUnit.ReadWrite.All', delegated: 'AdministrativeUnit.ReadWrite.All' },
  ],
  [
    'PATCH /directory/administrativeUnits/{id}',
    { application: 'AdministrativeUnit.ReadWrite.All', delegated: 'AdministrativeUnit.ReadWrite.All' },
  ],
  [
    'DELETE /directory/administrativeUnits/{id}',
    { application: 'AdministrativeUnit.ReadWrite.All', delegated: 'AdministrativeUnit.ReadWrite.All' },
  ],
  [
    'GET /directory/administrativeUnits/{id}/members',
    {
      application:
        'AdministrativeUnit.Read.All AdministrativeUnit.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
      delegated:
        'AdministrativeUnit.Read.All AdministrativeUnit.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'GET /directory/administrativeUnits/{id}/members/{id}',
    {
      application:
        'AdministrativeUnit.Read.All AdministrativeUnit.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
      delegated:
        'AdministrativeUnit.Read.All AdministrativeUnit.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'POST /directory/administrativeUnits/{id}/members',
    {
      application:
        'AdministrativeUnit.ReadWrite.All Group.Create Directory.ReadWrite.All Group.ReadWrite.All',
      delegated:
        'AdministrativeUnit.ReadWrite.All Directory.AccessAsUser.All Directory.ReadWrite.All Group.ReadWrite.All',
    },
  ],
  [
    'POST /directory/administrativeUnits/{id}/members/$ref',
    {
      application:
        'AdministrativeUnit.ReadWrite.All Group.Create Directory.ReadWrite.All Group.ReadWrite.All',
      delegated:
        'AdministrativeUnit.ReadWrite.All Directory.AccessAsUser.All Directory.ReadWrite.All Group.ReadWrite.All',
      note: 'not in the map: as POST /directory/administrativeUnits/{id}/members',
    },
  ],
  [
    'DELETE /directory/administrativeUnits/{id}/members/{id}/$ref',
    {
      application: 'AdministrativeUnit.ReadWrite.All',
      delegated: 'AdministrativeUnit.ReadWrite.All',
      note: 'not in the map: as DELETE /directory/administrativeUnits/{id}/members/{id}',
    },
  ],
  [
    'GET /directory/administrativeUnits/{id}/scopedRoleMembers',
    {
      application:
        'RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory Directory.Read.All Directory.ReadWrite.All',
      delegated:
        'RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'POST /directory/administrativeUnits/{id}/scopedRoleMembers',
    { application: 'RoleManagement.ReadWrite.Directory', delegated: 'RoleManagement.ReadWrite.Directory' },
  ],
  [
    'GET /directory/administrativeUnits/{id}/scopedRoleMembers/{id}',
    {
      application:
        'RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory Directory.Read.All Directory.ReadWrite.All',
      delegated:
        'RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory Directory.Read.All Directory.ReadWrite.All',
    },
  ],
  [
    'DELETE /directory/administrativeUnits/{id}/scopedRoleMembers/{id}',
    { application: 'RoleManagement.ReadWrite.Directory', delegated: 'RoleManagement.ReadWrite.Directory' },
  ],
  [
    'GET /directory/administrativeUnits/delta',
    {
      application:
        'AdministrativeUnit.Read.All Directory.Read.All AdministrativeUnit.ReadWrite.All Directory.ReadWrite.All',
      delegated:
        'AdministrativeUnit.Read.All Directory.Read.All AdministrativeUnit.ReadWrite.All Directory.ReadWrite.All',
      note: 'not in the map: as the list',
    },
  ],
];
