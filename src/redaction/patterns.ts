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

const keyLength = 4;
const [fewestBits, mostBits] = [16, 22] as const;
/** A tail of fewer characters says little, whatever it is half of. */
const leastTelling = 6;

/**
 * Many long patterns looked for in one pass. The first four characters of each are hashed into a filter, so that a
 * position of the text where nothing begins costs one look-up, whatever the number of patterns.
 */
export class Patterns implements Finder {
  readonly #byKey = new Map<string, string[]>();
  readonly #shortPrefixes = new Set<string>();
  #bits: number = fewestBits;
  #filter = new Uint8Array(1 << fewestBits);
  #longest = 0;

  add(pattern: string): void {
    if (pattern.length < keyLength) return;
    const key = pattern.slice(0, keyLength);
    const known = this.#byKey.get(key);
    if (known?.includes(pattern) === true) return;
    // Longest first: the first that fits at a position is the longest there.
    const all = [...(known ?? []), pattern].sort((a, b) => b.length - a.length);
    this.#byKey.set(key, all);
    if (known === undefined) this.#note(key);
    for (let length = 1; length < keyLength; length += 1) this.#shortPrefixes.add(pattern.slice(0, length));
    this.#longest = Math.max(this.#longest, pattern.length);
  }

  /** Kept sparse: a filter that is half full passes every second position on to the slower look-up. */
  #note(key: string): void {
    if (this.#bits < mostBits && this.#byKey.size * 64 > 1 << this.#bits) {
      this.#bits += 2;
      this.#filter = new Uint8Array(1 << this.#bits);
      for (const each of this.#byKey.keys()) this.#filter[this.#hash(each, 0)] = 1;
    }
    this.#filter[this.#hash(key, 0)] = 1;
  }

  find(text: string): readonly Stretch[] {
    const found: { start: number; end: number }[] = [];
    for (let at = 0; at <= text.length - keyLength; at += 1) {
      if (this.#filter[this.#hash(text, at)] === 0) continue;
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
    for (let at = Math.max(0, text.length - this.#longest + 1); at < text.length; at += 1) {
      const left = text.length - at;
      if (left < keyLength) {
        if (counts(left, Infinity) && this.#shortPrefixes.has(text.slice(at))) return at;
      } else if (this.#filter[this.#hash(text, at)] === 1) {
        const tail = text.slice(at);
        const begins = (pattern: string): boolean =>
          pattern.length > left && counts(left, pattern.length) && pattern.startsWith(tail);
        if (this.#at(text, at).some(begins)) return at;
      }
    }
    return text.length;
  }

  #at(text: string, at: number): readonly string[] {
    return this.#byKey.get(text.slice(at, at + keyLength)) ?? [];
  }

  #hash(text: string, at: number): number {
    const mixed =
      Math.imul(text.charCodeAt(at), 0x9e3779b1) ^
      Math.imul(text.charCodeAt(at + 1), 0x85ebca77) ^
      Math.imul(text.charCodeAt(at + 2), 0xc2b2ae3d) ^
      Math.imul(text.charCodeAt(at + 3), 0x27d4eb2f);
    return mixed >>> (32 - this.#bits);
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
