import { problem } from '#kernel';

import { checkPassword, setPassword } from '../../entra/users/passwords.ts';
import { demand } from '../../odata/demand.ts';
import type { Context } from '../../odata/request.ts';
import type { Action } from '../behaviour.ts';
import { instant } from '../instant.ts';
import { type PasswordOwner, type PasswordProfile, demandStrongPassword } from './password-rules.ts';

/** Checks a new password and keeps its hash. Unless told otherwise, who gets one must choose his own at the next sign-in. */
export function keepPassword(
  { state }: Pick<Context, 'state'>,
  id: string,
  profile: PasswordProfile,
  owner: PasswordOwner,
): void {
  demandStrongPassword(profile.password, owner);
  const { forceChangePasswordNextSignIn: force, forceChangePasswordNextSignInWithMfa: withMfa } = profile;
  setPassword(state, id, profile.password, (force ?? true) === true || withMfa === true);
}

export const passwordActions: Readonly<Record<string, Action>> = {
  /** Source: learn.microsoft.com/graph/api/user-changepassword: by the user himself, who knows the old one. */
  'user.changePassword'(context, id, body) {
    const { currentPassword, newPassword } = (body ?? {}) as {
      currentPassword?: unknown;
      newPassword?: unknown;
    };
    const { principal, state } = context;
    if (principal.kind !== 'user' || principal.userId.toLowerCase() !== id.toLowerCase())
      throw problem('GraphForbidden');
    const user = demand(state, 'user', id);
    if (typeof currentPassword !== 'string')
      throw problem('GraphPropertyMissing', { property: 'currentPassword', type: 'User' });
    if (checkPassword(state, id, currentPassword) === 'wrong') throw problem('GraphPasswordWrong');
    demandStrongPassword(newPassword, user);
    setPassword(state, id, newPassword, false);
    state.update('user', id, { lastPasswordChangeDateTime: instant(context) });
    return { status: 204 };
  },
};
