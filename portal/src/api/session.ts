import { call, get } from './call.ts';

/** Who is signed in, and to which account of which installation. */
export interface Session {
  readonly name: string;
  readonly userName: string;
  readonly principalId: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly account: string;
  readonly version: string;
}

export const readSession = (signal: AbortSignal): Promise<Session> => get<Session>('/portal/session', signal);

/** Leaves the portal, and the issuer's own session with it. */
export async function signOut(): Promise<void> {
  const answer = await call('/portal/sign-out', { method: 'POST', json: {} });
  const { location } = (await answer.json()) as { location: string };
  window.location.assign(location);
}

/** The address that signs in and leads back to where one is. */
export function signInAddress(): string {
  const { pathname, search } = window.location;
  const from = /\/(?:sign-in-failed|signed-out)$/.test(pathname) ? '/portal/' : `${pathname}${search}`;
  return `/portal/sign-in?to=${encodeURIComponent(from)}`;
}
