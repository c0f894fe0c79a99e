/** An array as PostgreSQL's `array_recv` reads it: dimensions, whether there are nulls, type, length, lower bound. */
const headerBytes = 20;
/** One without dimensions ends behind its type. */
const emptyBytes = 12;
const [textType, timeType] = [25, 1184];
const lengthBytes = 4;
const mostBytesOfAUnit = 3;

/**
 * A column of texts in PostgreSQL's binary form, to be given as a value of `text[]`. Neither side looks for marks to escape: the
 * server takes a seventh less time to write a thousand rows of texts than from their written form.
 */
export function textArray(texts: readonly string[]): Buffer {
  if (texts.length === 0) return emptyArray(textType);
  let characters = 0;
  for (const { length } of texts) characters += length;
  let bytes = withHeader(headerBytes + texts.length * lengthBytes + characters, textType, texts.length);
  let at = headerBytes;
  for (const text of texts) {
    const surely = at + lengthBytes + text.length * mostBytesOfAUnit;
    if (surely > bytes.length && at + lengthBytes + Buffer.byteLength(text) > bytes.length)
      bytes = larger(bytes, at, Math.max(surely, 2 * bytes.length));
    const written = bytes.write(text, at + lengthBytes);
    bytes.writeInt32BE(written, at);
    at += lengthBytes + written;
  }
  return bytes.subarray(0, at);
}

/** `2026-11-24T10:17:06.123Z`, as times are written here; finer ones would lose by `Date.parse`. */
const written = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const epoch = Date.UTC(2000, 0, 1);
const itemBytes = lengthBytes + 8;

/** A column of times in PostgreSQL's binary form, for `timestamptz[]`; undefined where one is written otherwise. */
export function timeArray(times: readonly string[]): Buffer | undefined {
  if (times.length === 0) return emptyArray(timeType);
  const bytes = withHeader(headerBytes + times.length * itemBytes, timeType, times.length);
  let before = '';
  let [high, low] = [0, 0];
  let at = headerBytes;
  for (const time of times) {
    if (time !== before) {
      const milliseconds = written.test(time) ? Date.parse(time) : Number.NaN;
      if (Number.isNaN(milliseconds)) return undefined;
      const microseconds = BigInt(milliseconds - epoch) * 1_000n;
      [high, low] = [Number(microseconds >> 32n), Number(microseconds & 0xffff_ffffn)];
      before = time;
    }
    bytes.writeInt32BE(itemBytes - lengthBytes, at);
    bytes.writeInt32BE(high, at + lengthBytes);
    bytes.writeUInt32BE(low, at + lengthBytes + 4);
    at += itemBytes;
  }
  return bytes;
}

const emptyArray = (type: number): Buffer => writeAll(Buffer.alloc(emptyBytes), [0, 0, type]);

const withHeader = (size: number, type: number, length: number): Buffer =>
  writeAll(Buffer.allocUnsafe(size), [1, 0, type, length, 1]);

function writeAll(bytes: Buffer, values: readonly number[]): Buffer {
  for (const [at, value] of values.entries()) bytes.writeInt32BE(value, at * 4);
  return bytes;
}

function larger(bytes: Buffer, used: number, size: number): Buffer {
  const more = Buffer.allocUnsafe(size);
  bytes.copy(more, 0, 0, used);
  return more;
}
