import { appRoleAssignmentsPermissions } from './app-role-assignments.ts';
import { changesPermissions } from './changes.ts';
import { directoryPermissions } from './directory.ts';
import { directoryObjectsPermissions } from './directory-objects.ts';
import { groupsPermissions } from './groups.ts';
import { licencesPermissions } from './licences.ts';
import { mePermissions } from './me.ts';
import type { Alternatives, PermissionRows, Permitted } from './rows.ts';
import { authenticationMethodsPermissions } from './authentication-methods.ts';
import { mailboxPermissions } from './mailbox.ts';
import { photosPermissions } from './photos.ts';
import { relationsPermissions } from './relations.ts';
import { usersPermissions } from './users.ts';

const rows: PermissionRows = [
  ...usersPermissions,
  ...mePermissions,
  ...groupsPermissions,
  ...directoryPermissions,
  ...licencesPermissions,
  ...relationsPermissions,
  ...appRoleAssignmentsPermissions,
  ...photosPermissions,
  ...mailboxPermissions,
  ...authenticationMethodsPermissions,
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
