import { newSecret, problem } from '#kernel';

import { demand } from '../../odata/demand.ts';
import type { Context, GraphResponse } from '../../odata/request.ts';
import { instant } from '../instant.ts';
import { keepPassword } from '../users/passwords.ts';
import { fixedIds } from './methods.ts';

/**
 * Source: learn.microsoft.com/graph/api/authenticationmethod-resetpassword: 202; without a password of the caller's the
 * answer has one, which must be changed at the next sign-in.
 */
export function resetPassword(
  context: Context,
  userId: string,
  methodId: string,
  body: unknown,
): GraphResponse {
  if (methodId !== fixedIds.password) throw problem('GraphMethodNotFound', { id: methodId });
  const user = demand(context.state, 'user', userId);
  const { newPassword } = (body ?? {}) as { newPassword?: unknown };
  const made = newPassword === undefined || newPassword === null ? `Tn7-${newSecret(9)}` : undefined;
  keepPassword(context, userId, { password: made ?? newPassword, forceChangePasswordNextSignIn: true }, user);
  context.state.update('user', userId, { lastPasswordChangeDateTime: instant(context) });
  const operation = `${context.base}/users/${userId}/authentication/operations/${context.newId()}`;
  return {
    status: 202,
    headers: { location: operation },
    body: {
      '@odata.context': `${context.base}/$metadata#microsoft.graph.passwordResetResponse`,
      newPassword: made ?? null,
    },
  };
}
