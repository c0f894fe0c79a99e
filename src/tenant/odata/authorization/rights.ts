import { rolesOf } from '../../behaviours/roles/assignments.ts';
import type { TenantState } from '../../state/state.ts';
import type { Principal, Target } from '../request.ts';
import { demandAppRights } from './app-rights.ts';
import { demandUserRights } from './user-rights.ts';
import type { Asked } from './asked.ts';
import { refuse } from './refuse.ts';
import { subjectOf, wholePath } from './subject.ts';

/**
 * Permissions say which operations an application may call; this says upon what: the effective permission of a signed-in
 * user is what the application was granted and what he himself may do, and some objects are protected even from
 * applications that may write all others.
 */
export function demandRights(
  state: TenantState,
  principal: Principal,
  operation: string,
  target: Target,
  body: unknown,
): void {
  let held: readonly string[] | undefined;
  const subject = subjectOf(target);
  const { method, path } = wholePath(operation, principal);
  const asked: Asked = {
    state,
    principal,
    method,
    path,
    subject,
    body: typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {},
    // Asked for by few: roles of the directory count as they are now, whatever the token was issued with.
    held: () => (held ??= principal.directoryRoles ?? rolesOf(state, principal.objectId, subject?.id)),
    rolesOf: (id) => rolesOf(state, id),
  };
  demandAssignableGroup(asked);
  if (principal.kind === 'user') demandUserRights(asked, principal);
  else demandAppRights(asked, principal);
}

const assignable = 'RoleManagement.ReadWrite.Directory';

/**
 * Groups that roles may be assigned to are written only with leave to assign roles.
 * Source: learn.microsoft.com/entra/identity/role-based-access-control/groups-concept.
 */
function demandAssignableGroup({ state, principal, method, path, subject, body }: Asked): void {
  if (method === 'GET' || !path.startsWith('/groups')) return;
  const making = path === '/groups' && body['isAssignableToRole'] === true;
  const existing =
    subject?.entity === 'group' &&
    state.get('group', subject.id, ['isAssignableToRole'])?.['isAssignableToRole'] === true;
  if (!making && !existing) return;
  const permissions = principal.kind === 'app' ? principal.roles : principal.scopes;
  if (!permissions.includes(assignable)) throw refuse(assignable);
}
