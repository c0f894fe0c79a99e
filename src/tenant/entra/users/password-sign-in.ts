import { problem } from '#kernel';

import type { Row } from '../../state/columns.ts';
import type { EntraContext } from '../entra-context.ts';
import { checkPassword } from './passwords.ts';
import { demandEnabled, tenantName } from './user-checks.ts';

/** By user principal name, which is the only name to sign in with here. */
export function findUser({ state }: Pick<EntraContext, 'state'>, name: string): Row | undefined {
  return state.find('user', 'userPrincipalName', name.trim())[0];
}

/** The user of this name and password. The password is checked before anything is told of the account. */
export function signInWithPassword(entra: EntraContext, name: string, password: string): Row {
  const { state, lockout } = entra;
  const user = findUser(entra, name);
  if (user === undefined) {
    checkPassword(state, undefined, password);
    throw problem('EntraUserUnknown', { user: name, tenant: tenantName(state) });
  }
  if (lockout.isLocked(user.id)) throw problem('EntraAccountLocked');
  const check = checkPassword(state, user.id, password);
  if (check === 'wrong') {
    lockout.failed(user.id);
    throw problem(lockout.isLocked(user.id) ? 'EntraAccountLocked' : 'EntraPasswordWrong');
  }
  lockout.succeeded(user.id);
  demandEnabled(user);
  if (check === 'mustChange') throw problem('EntraPasswordExpired');
  return user;
}
