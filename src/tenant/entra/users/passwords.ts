import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';

import type { TenantState } from '../../state/state.ts';

/**
 * Passwords of users, kept as salted hashes apart from the rows, so that no export, diff or answer shows them. Seeded users
 * have none: nobody signs in with a password that was not set.
 */
interface StoredPassword {
  readonly salt: string;
  readonly hash: string;
  /** Must be changed before the next sign-in, which no client of the token endpoint can do. */
  readonly forceChange: boolean;
}

/** A megabyte and two milliseconds: enough for passwords of a test tenant, cheap enough to create thousands of users. */
const cost = { N: 1024, r: 8, p: 1 };
const bytes = 32;

export function setPassword(state: TenantState, userId: string, password: string, forceChange = false): void {
  const salt = randomBytes(16);
  const hash = scryptSync(password, salt, bytes, cost);
  const stored: StoredPassword = {
    salt: salt.toString('base64'),
    hash: hash.toString('base64'),
    forceChange,
  };
  state.setSetting(settingOf(userId), JSON.stringify(stored));
}

export type PasswordCheck = 'right' | 'wrong' | 'mustChange';

/** As long as a right one takes, whether or not there is a password. */
export function checkPassword(
  state: TenantState,
  userId: string | undefined,
  password: string,
): PasswordCheck {
  const text = userId === undefined ? undefined : state.setting(settingOf(userId));
  const stored = text === undefined ? undefined : (JSON.parse(text) as StoredPassword);
  const salt = Buffer.from(stored?.salt ?? 'none', 'base64');
  const hash = scryptSync(password, salt, bytes, cost);
  if (stored === undefined || !timingSafeEqual(hash, Buffer.from(stored.hash, 'base64'))) return 'wrong';
  return stored.forceChange ? 'mustChange' : 'right';
}

function settingOf(userId: string): string {
  return `password:${userId.toLowerCase()}`;
}
