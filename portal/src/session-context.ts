import { createContext, use } from 'react';

import { type Account, openAccount } from './api/account.ts';
import type { Session } from './api/session.ts';

const none: { readonly session: Session; readonly account: Account } | undefined = undefined;

export const SessionContext = createContext<
  { readonly session: Session; readonly account: Account } | undefined
>(none);

export function contextOf(session: Session): { readonly session: Session; readonly account: Account } {
  return { session, account: openAccount(session) };
}

export function useSession(): Session | undefined {
  return use(SessionContext)?.session;
}

/** Of whoever is signed in: pages that are shown to nobody else. */
export function useAccount(): Account {
  const context = use(SessionContext);
  if (context === undefined) throw new TypeError('this page is for somebody who is signed in');
  return context.account;
}
