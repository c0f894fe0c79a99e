import type { Action } from '../behaviour.ts';
import { instant } from '../instant.ts';

export const userActions: Readonly<Record<string, Action>> = {
  /** Source: learn.microsoft.com/graph/api/user-revokesigninsessions: sessions from before this moment end. */
  'user.revokeSignInSessions'(context, id) {
    context.state.update('user', id, { signInSessionsValidFromDateTime: instant(context) });
    return {
      status: 200,
      body: { '@odata.context': `${context.base}/$metadata#Edm.Boolean`, value: true },
    };
  },
};
