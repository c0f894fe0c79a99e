import { changesPermissions } from './changes.ts';
import { directoryPermissions } from './directory.ts';
import { directoryObjectsPermissions } from './directory-objects.ts';
import { groupsPermissions } from './groups.ts';
import { mePermissions } from './me.ts';
import type { Alternatives, PermissionRows, Permitted } from './rows.ts';
import { usersPermissions } from './users.ts';

const rows: PermissionRows = [
  ...usersPermissions,
  ...mePermissions,
  ...groupsPermissions,
  ...directoryPermissions,
  ...directoryObjectsPermissions,
  ...changesPermissions,
];

/** Of every operation that the tenant serves. */
export const permissions: ReadonlyMap<string, Permitted> = new Map(
  rows.map(([operation, { application, delegated }]) => [
    operation,
    { application: alternatives(application), delegated: alternatives(delegated) },
  ]),
);

function alternatives(text: string | undefined): Alternatives {
  return text === undefined ? [] : text.split(' ').map((each) => each.split('+'));
}
