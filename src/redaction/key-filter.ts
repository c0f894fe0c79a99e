/** So many characters at the beginning of a pattern are its key. */
export const keyLength = 4;
const [fewestBits, mostBits] = [18, 24] as const;

/**
 * Tells where a known key may be in a text. Of each character its low byte counts: the four of a position fit into one
 * number, whose hash costs one multiplication. What is no key may pass, a key always does.
 */
export class KeyFilter {
  readonly #keys = new Set<number>();
  #bits: number = fewestBits;
  #filter = emptyFilter(fewestBits);

  add(key: string): void {
    const bytes = lowBytes(key);
    const packed = pack(pack(pack(bytes[0]!, bytes[1]!), bytes[2]!), bytes[3]!);
    if (this.#keys.has(packed)) return;
    this.#keys.add(packed);
    // Kept sparse: each position of a text that it lets through costs a slower look-up.
    if (this.#bits < mostBits && this.#keys.size * 512 > 1 << this.#bits) {
      this.#bits += 2;
      this.#filter = emptyFilter(this.#bits);
      for (const each of this.#keys) this.#mark(each);
    }
    this.#mark(packed);
  }

  #mark(packed: number): void {
    const hash = mix(packed) >>> (32 - this.#bits);
    this.#filter[hash >>> 5]! |= 1 << (hash & 31);
  }

  /**
   * The first position from there at which a key may be; `length` when there is none. Every character of every record comes by
   * here: what the loop needs lies in variables of its own.
   */
  next(bytes: Uint8Array, from: number, length: number): number {
    const filter = this.#filter;
    const shift = 32 - this.#bits;
    let packed = 0;
    for (let at = from; at < length; at += 1) {
      packed = pack(packed, bytes[at]!);
      const hash = mix(packed) >>> shift;
      if (((filter[hash >>> 5]! >>> (hash & 31)) & 1) === 1 && at - from >= keyLength - 1)
        return at - keyLength + 1;
    }
    return length;
  }
}

const largestRoom = 1024 * 1024;
let room = Buffer.allocUnsafeSlow(64 * 1024);

/** The low byte of each UTF-16 unit: bytes are read several times as fast as characters of a string. Valid until the next call. */
export function lowBytes(text: string): Uint8Array {
  if (text.length > largestRoom) return Buffer.from(text, 'latin1');
  if (text.length > room.length) room = Buffer.allocUnsafeSlow(2 * text.length);
  room.write(text, 'latin1');
  return room;
}

function pack(before: number, byte: number): number {
  return (before << 8) | byte;
}

function mix(packed: number): number {
  return Math.imul(packed, 0x9e3779b1);
}

/** One bit for each hash, so that it fits into the processor's cache. */
function emptyFilter(bits: number): Int32Array {
  return new Int32Array(1 << (bits - 5));
}
