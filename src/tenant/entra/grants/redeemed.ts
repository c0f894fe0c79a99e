import type { Clock } from '#kernel';

/** Authorization codes that were used, until they would have expired anyway. */
export interface Redeemed {
  /** False when it was used before. */
  use(id: string, expires: number): boolean;
}

const most = 50_000;

export function createRedeemed(clock: Clock): Redeemed {
  const used = new Map<string, number>();
  return {
    use(id, expires) {
      if (used.has(id)) return false;
      if (used.size >= most) {
        for (const [old, until] of used) if (until < clock.now()) used.delete(old);
      }
      used.set(id, expires);
      return true;
    },
  };
}
