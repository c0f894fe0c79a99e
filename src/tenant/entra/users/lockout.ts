import type { Clock } from '#kernel';

/**
 * Smart lockout: after ten wrong passwords an account is locked for a minute, and for longer after each further one.
 * Source: learn.microsoft.com/entra/identity/authentication/howto-password-smart-lockout. Kept in memory.
 */
export interface Lockout {
  isLocked(userId: string): boolean;
  failed(userId: string): void;
  succeeded(userId: string): void;
}

const threshold = 10;
const minute = 60 * 1000;
const most = 10_000;

export function createLockout(clock: Clock): Lockout {
  const failures = new Map<string, { count: number; until: number }>();
  return {
    isLocked: (userId) => (failures.get(userId)?.until ?? 0) > clock.now(),
    failed(userId) {
      const count = (failures.get(userId)?.count ?? 0) + 1;
      const beyond = Math.min(count - threshold, 10);
      if (failures.size >= most) failures.clear();
      failures.set(userId, { count, until: beyond < 0 ? 0 : clock.now() + minute * 2 ** beyond });
    },
    succeeded: (userId) => void failures.delete(userId),
  };
}
