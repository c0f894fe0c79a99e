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
const [fewestBits, mostBits] = [18, 24] as const;
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
  #filter = emptyFilter(fewestBits);
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

  /** Kept sparse: each position of a text that the filter lets through costs a slower look-up. */
  #note(key: string): void {
    if (this.#bits < mostBits && this.#byKey.size * 512 > 1 << this.#bits) {
      this.#bits += 2;
      this.#filter = emptyFilter(this.#bits);
      for (const each of this.#byKey.keys()) this.#mark(each);
    }
    this.#mark(key);
  }

  #mark(key: string): void {
    const [first, second, third, fourth] = [0, 1, 2, 3].map((at) => key.charCodeAt(at)) as Key;
    const hash = mix(first, second, third, fourth) >>> (32 - this.#bits);
    this.#filter[hash >>> 5]! |= 1 << (hash & 31);
  }

  find(text: string): readonly Stretch[] {
    const found: { start: number; end: number }[] = [];
    for (let at = this.#next(text, 0); at < text.length; at = this.#next(text, at + 1)) {
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
    for (let at = this.#next(text, from); at < text.length; at = this.#next(text, at + 1)) {
      const tail = text.slice(at);
      const left = tail.length;
      const begins = (pattern: string): boolean =>
        pattern.length > left && counts(left, pattern.length) && pattern.startsWith(tail);
      if (this.#at(text, at).some(begins)) return at;
    }
    for (let at = Math.max(from, text.length - keyLength + 1); at < text.length; at += 1)
      if (counts(text.length - at, Infinity) && this.#shortPrefixes.has(text.slice(at))) return at;
    return text.length;
  }

  /**
   * The next position at which a pattern may begin; the text's length when there is none. Every character of every record
   * comes by here: each is read once, and what the loop needs lies in variables of its own.
   */
  #next(text: string, from: number): number {
    const filter = this.#filter;
    const shift = 32 - this.#bits;
    let [first, second, third] = [
      text.charCodeAt(from),
      text.charCodeAt(from + 1),
      text.charCodeAt(from + 2),
    ];
    for (let last = from + keyLength - 1; last < text.length; last += 1) {
      const fourth = text.charCodeAt(last);
      const hash = mix(first, second, third, fourth) >>> shift;
      if (((filter[hash >>> 5]! >>> (hash & 31)) & 1) === 1) return last - keyLength + 1;
      first = second;
      second = third;
      third = fourth;
    }
    return text.length;
  }

  #at(text: string, at: number): readonly string[] {
    return this.#byKey.get(text.slice(at, at + keyLength)) ?? [];
  }
}

/** One bit for each hash, so that it fits into the processor's cache. */
function emptyFilter(bits: number): Int32Array {
  return new Int32Array(1 << (bits - 5));
}

type Key = [first: number, second: number, third: number, fourth: number];

function mix(first: number, second: number, third: number, fourth: number): number {
  return (
    Math.imul(first, 0x9e3779b1) ^
    Math.imul(second, 0x85ebca77) ^
    Math.imul(third, 0xc2b2ae3d) ^
    Math.imul(fourth, 0x27d4eb2f)
  );
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
