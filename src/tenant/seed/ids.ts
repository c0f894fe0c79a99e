import { dice } from '#kernel';

/** Ids of one kind of object that follow from the seed and can be told without keeping them. */
export interface Ids {
  /** The id of the object of this number. */
  of(number: number): string;
  /** Where this number's id stands among all of the kind, from 0. */
  rank(number: number): number;
  /** The number whose id stands there: a table written in this order is written from front to back. */
  at(rank: number): number;
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * The first eight digits of an id grow with its rank, the rest is scattered; ranks are a permutation of the numbers, so
 * that the order of ids tells nothing.
 */
export function idsOf(seed: string, kind: string, count: number): Ids {
  const roll = dice(`${seed}/${kind}`);
  const salts = Array.from({ length: 4 }, () => roll.below(2 ** 32));
  const size = Math.max(count, 1);
  const factor = coprime(Math.floor(size * 0.618) + 1, size);
  const back = inverse(factor, size);
  const shift = roll.below(size);
  const rank = (number: number): number => (number * factor + shift) % size;
  const word = (number: number, part: number): number =>
    scatter(number ^ salts[part]!, salts[(part + 1) % 4]!);
  return {
    rank,
    at: (place) => ((place + size - shift) * back) % size,
    of(number) {
      const first = Math.floor(((rank(number) + word(number, 0) / 2 ** 32) * 2 ** 32) / size);
      const [b, c, d] = [word(number, 1), word(number, 2), word(number, 3)];
      return `${digits(first)}-${half(b >>> 16)}-${half(((b & 0x0fff) | 0x4000) >>> 0)}-${half(
        ((c >>> 16) & 0x3fff) | 0x8000,
      )}-${half(c & 0xffff)}${digits(d)}`;
    },
  };
}

/**
 * Chances of one person or thing, from its number alone: `chance(3)` is the fourth of them, from 0 up to, not including, 1.
 * A million dice would cost more than writing the rows.
 */
export type Chance = (which: number) => number;

export function chancesOf(seed: string, kind: string): (number: number) => Chance {
  const roll = dice(`${seed}/${kind}`);
  const [first, second] = [roll.below(2 ** 32), roll.below(2 ** 32)];
  return (number) => {
    const own = scatter(number ^ first, second);
    return (which) => scatter(own + Math.imul(which + 1, 0x9e3779b1), first) / 2 ** 32;
  };
}

function digits(word: number): string {
  return half(Math.floor(word / 65_536)) + half(word & 0xffff);
}

function half(word: number): string {
  return hex[(word >>> 8) & 0xff]! + hex[word & 0xff]!;
}

/** Every bit of the result hangs on every bit of the number (the finish of MurmurHash3). */
function scatter(number: number, salt: number): number {
  let mixed = Math.imul(number ^ (number >>> 16), 0x85ebca6b) ^ salt;
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

function coprime(from: number, to: number): number {
  const common = (a: number, b: number): number => (b === 0 ? a : common(b, a % b));
  let factor = from;
  while (common(factor, to) !== 1) factor += 1;
  return factor % to === 0 ? 1 : factor;
}

/** By Euclid: `factor * inverse` leaves 1 when divided by `size`. */
function inverse(factor: number, size: number): number {
  let [a, b, x, y] = [factor % size, size, 1, 0];
  while (b !== 0) {
    const quotient = Math.floor(a / b);
    [a, b, x, y] = [b, a % b, y, x - quotient * y];
  }
  return ((x % size) + size) % size;
}
