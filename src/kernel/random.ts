import { createHash, randomBytes, randomUUID } from 'node:crypto';

/** A new GUID in lower case. */
export function newId(): string {
  return randomUUID();
}

/** A secret of so many random bytes, in base64url. */
export function newSecret(bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}

/** Seeded randomness: the same seed gives the same values on every machine (mulberry32). */
export interface Dice {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from 0 up to, not including, `below`. */
  below(limit: number): number;
  pick<T>(from: readonly T[]): T;
  /** A GUID that follows from the seed. */
  id(): string;
}

export function dice(seed: string): Dice {
  let state = createHash('sha256').update(seed).digest().readUInt32LE(0);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    pick: (from) => from[below(from.length)]!,
    id: () => {
      const hex = Array.from({ length: 32 }, () => below(16).toString(16));
      hex[12] = '4';
      hex[16] = '89ab'[below(4)]!;
      const text = hex.join('');
      return [8, 12, 16, 20].reduceRight((id, at) => `${id.slice(0, at)}-${id.slice(at)}`, text);
    },
  };
}
