import type { PermissionRows } from './rows.ts';

/** Operations of directory objects. */
export const directoryObjectsPermissions: PermissionRows = [
  [
    'GET /directoryObjects/{id}',
    { application: 'Directory.Read.All Directory.ReadWrite.All', delegated: 'Directory.Read.All' },
  ],
  [
    'POST /directoryObjects/getByIds',
    {
      application: 'Directory.Read.All',
      delegated: 'Directory.Read.All',
    },
  ],
];
