import { KeyFilter, keyLength, lowBytes } from './key-filter.ts';

/** A stretch of text, from `start` up to, not including, `end`. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Finds known patterns in a text. */
export interface Finder {
  /** Every stretch covered by patterns; those that overlap are one. In order. */
  find(text: string): readonly Stretch[];
  /** Where the longest tail begins that more text could turn into a pattern; the text's length when there is none. */
  openTail(text: string): number;
  /** Where a tail begins that is at least half of a pattern; the text's length when there is none. */
  tellingTail(text: string): number;
}

/** A tail of fewer characters says little, whatever it is half of. */
const leastTelling = 6;

/**
 * Many long patterns looked for in one pass. The first four characters of each are hashed into a filter, so that a
 * position of the text where nothing begins costs one look-up, whatever the number of patterns.
 */
export class Patterns implements Finder {
  readonly #byKey = new Map<string, string[]>();
  readonly #shortPrefixes = new Set<string>();
  readonly #filter = new KeyFilter();
  #longest = 0;

  add(pattern: string): void {
    if (pattern.length < keyLength) return;
    const key = pattern.slice(0, keyLength);
    const known = this.#byKey.get(key);
    if (known?.includes(pattern) === true) return;
    // Longest first: the first that fits at a position is the longest there.
    const all = [...(known ?? []), pattern].sort((a, b) => b.length - a.length);
    this.#byKey.set(key, all);
    if (known === undefined) this.#filter.add(key);
    for (let length = 1; length < keyLength; length += 1) this.#shortPrefixes.add(pattern.slice(0, length));
    this.#longest = Math.max(this.#longest, pattern.length);
  }

  find(text: string): readonly Stretch[] {
    const found: { start: number; end: number }[] = [];
    const [bytes, length] = [lowBytes(text), text.length];
    for (let at = this.#next(bytes, 0, length); at < length; at = this.#next(bytes, at + 1, length)) {
      const pattern = this.#at(text, at).find((candidate) => text.startsWith(candidate, at));
      if (pattern === undefined) continue;
      const end = at + pattern.length;
      const last = found.at(-1);
      if (last !== undefined && at < last.end) last.end = Math.max(last.end, end);
      else found.push({ start: at, end });
    }
    return found;
  }

  openTail(text: string): number {
    return this.#tail(text, (left) => left > 0);
  }

  tellingTail(text: string): number {
    return this.#tail(text, (left, whole) => left >= leastTelling && left * 2 >= whole);
  }

  #tail(text: string, counts: (left: number, whole: number) => boolean): number {
    const from = Math.max(0, text.length - this.#longest + 1);
    const end = text.slice(from);
    const [bytes, length] = [lowBytes(end), end.length];
    for (let at = this.#next(bytes, 0, length); at < length; at = this.#next(bytes, at + 1, length)) {
      const tail = end.slice(at);
      const left = tail.length;
      const begins = (pattern: string): boolean =>
        pattern.length > left && counts(left, pattern.length) && pattern.startsWith(tail);
      if (this.#at(end, at).some(begins)) return from + at;
    }
    for (let at = Math.max(0, length - keyLength + 1); at < length; at += 1)
      if (counts(length - at, Infinity) && this.#shortPrefixes.has(end.slice(at))) return from + at;
    return text.length;
  }

  #next(bytes: Uint8Array, from: number, length: number): number {
    return this.#filter.next(bytes, from, length);
  }

  #at(text: string, at: number): readonly string[] {
    return this.#byKey.get(text.slice(at, at + keyLength)) ?? [];
  }
}

/** What either of two finds, as if all patterns were in one. */
export function both(one: Finder, other: Finder): Finder {
  return {
    find: (text) => merged([...one.find(text), ...other.find(text)]),
    openTail: (text) => Math.min(one.openTail(text), other.openTail(text)),
    tellingTail: (text) => Math.min(one.tellingTail(text), other.tellingTail(text)),
  };
}

function merged(stretches: readonly Stretch[]): readonly Stretch[] {
  const found: { start: number; end: number }[] = [];
  for (const { start, end } of stretches.toSorted((a, b) => a.start - b.start)) {
    const last = found.at(-1);
    if (last !== undefined && start < last.end) last.end = Math.max(last.end, end);
    else found.push({ start, end });
  }
  return found;
}
