import type { UserSession } from '../users/user-checks.ts';
import type { ClientPlatform } from './refresh-sealed.ts';

/** What an authorization code holds. */
export interface SealedCode {
  readonly id: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly platform: ClientPlatform;
  readonly scope: string;
  readonly resource?: string | undefined;
  readonly session: UserSession;
  readonly nonce?: string | undefined;
  readonly challenge?: Challenge | undefined;
  /** Milliseconds. */
  readonly expires: number;
}

export interface Challenge {
  readonly value: string;
  readonly method: 'S256' | 'plain';
}

export const codeLifetime = 10 * 60 * 1000;
