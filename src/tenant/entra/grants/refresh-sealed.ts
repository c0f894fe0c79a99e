import type { UserSession } from '../users/user-checks.ts';

/** What a refresh token holds. Old ones stay good when a new one is issued, as at Entra: nothing of them is kept. */
export interface SealedRefresh {
  readonly clientId: string;
  readonly session: UserSession;
  /** What was asked for when it was issued, for a request that asks for nothing. */
  readonly scope: string;
  readonly resource?: string | undefined;
  /** How the client came by the first one: `spa` lives a day in all, others 90 days from each use. */
  readonly platform: ClientPlatform;
  /** Milliseconds. */
  readonly issued: number;
  readonly firstIssued: number;
}

/** Where a redirect URI was registered, or that no redirect was used. */
export type ClientPlatform = 'web' | 'spa' | 'public';

const day = 24 * 60 * 60 * 1000;
export const refreshLifetime = 90 * day;
export const spaRefreshLifetime = day;
