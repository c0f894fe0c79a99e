/** A stretch of text, from `start` up to, not including, `end`. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

const keyLength = 4;
const filterBits = 16;

/**
 * Many long patterns looked for in one pass. The first four characters of each are hashed into a filter, so that a
 * position of the text where nothing begins costs one look-up, whatever the number of patterns.
 */
export class Patterns {
  readonly #byKey = new Map<string, string[]>();
  readonly #shortPrefixes = new Set<string>();
  readonly #filter = new Uint8Array(1 << filterBits);
  #longest = 0;

  add(pattern: string): void {
    if (pattern.length < keyLength) return;
    const key = pattern.slice(0, keyLength);
    const known = this.#byKey.get(key) ?? [];
    if (known.includes(pattern)) return;
    // Longest first: the first that fits at a position is the longest there.
    this.#byKey.set(
      key,
      [...known, pattern].sort((a, b) => b.length - a.length),
    );
    this.#filter[hash(pattern, 0)] = 1;
    for (let length = 1; length < keyLength; length += 1) this.#shortPrefixes.add(pattern.slice(0, length));
    this.#longest = Math.max(this.#longest, pattern.length);
  }

  /** Every stretch covered by patterns; those that overlap are one. In order. */
  find(text: string): readonly Stretch[] {
    const found: { start: number; end: number }[] = [];
    for (let at = 0; at <= text.length - keyLength; at += 1) {
      if (this.#filter[hash(text, at)] === 0) continue;
      const pattern = this.#at(text, at).find((candidate) => text.startsWith(candidate, at));
      if (pattern === undefined) continue;
      const end = at + pattern.length;
      const last = found.at(-1);
      if (last !== undefined && at < last.end) last.end = Math.max(last.end, end);
      else found.push({ start: at, end });
    }
    return found;
  }

  /** Where the longest tail begins that more text could turn into a pattern; the text's length when there is none. */
  openTail(text: string): number {
    for (let at = Math.max(0, text.length - this.#longest + 1); at < text.length; at += 1) {
      const left = text.length - at;
      if (left < keyLength) {
        if (this.#shortPrefixes.has(text.slice(at))) return at;
      } else if (this.#filter[hash(text, at)] === 1) {
        const tail = text.slice(at);
        if (this.#at(text, at).some((pattern) => pattern.length > left && pattern.startsWith(tail)))
          return at;
      }
    }
    return text.length;
  }

  #at(text: string, at: number): readonly string[] {
    return this.#byKey.get(text.slice(at, at + keyLength)) ?? [];
  }
}

function hash(text: string, at: number): number {
  const mixed =
    Math.imul(text.charCodeAt(at), 0x9e3779b1) ^
    Math.imul(text.charCodeAt(at + 1), 0x85ebca77) ^
    Math.imul(text.charCodeAt(at + 2), 0xc2b2ae3d) ^
    Math.imul(text.charCodeAt(at + 3), 0x27d4eb2f);
  return mixed >>> (32 - filterBits);
}
