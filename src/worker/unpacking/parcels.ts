/** What the unpacking program sends: files, each followed by its bytes in pieces, and at last how it went. */
export type Parcel =
  | { readonly file: readonly string[] }
  | { readonly bytes: Buffer }
  | { readonly end: true }
  | { readonly fault: ParcelFault };

export interface ParcelFault {
  readonly code: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** Lengths of the text and of the bytes that follow: four bytes each, the higher first. */
const headBytes = 8;
const mostText = 1024 * 1024;
const mostBytes = 16 * 1024 * 1024;

export function writeParcel(parcel: Parcel): Buffer {
  const bytes = 'bytes' in parcel ? parcel.bytes : Buffer.alloc(0);
  const text = 'bytes' in parcel ? Buffer.alloc(0) : Buffer.from(JSON.stringify(parcel));
  const head = Buffer.alloc(headBytes);
  head.writeUInt32BE(text.length, 0);
  head.writeUInt32BE(bytes.length, 4);
  return Buffer.concat([head, text, bytes]);
}

/** Ends with the stream, or at what is no parcel: then the last one was neither `end` nor `fault`. */
export async function* readParcels(stream: AsyncIterable<Buffer>): AsyncGenerator<Parcel> {
  let waiting: Buffer[] = [];
  let have = 0;
  for await (const chunk of stream) {
    waiting.push(chunk);
    have += chunk.length;
    if (have < headBytes) continue;
    // Put together only when a whole parcel is there: pieces are small beside it.
    let whole = Buffer.concat(waiting);
    for (;;) {
      const length = lengthOf(whole);
      if (length === undefined) return;
      if (whole.length < length) break;
      const parcel = parcelOf(whole.subarray(0, length));
      if (parcel === undefined) return;
      yield parcel;
      whole = whole.subarray(length);
    }
    waiting = [whole];
    have = whole.length;
  }
}

/** Of the first parcel; that of a head while even this is missing; undefined when it is too long to be one. */
function lengthOf(buffer: Buffer): number | undefined {
  if (buffer.length < headBytes) return headBytes;
  const [text, bytes] = [buffer.readUInt32BE(0), buffer.readUInt32BE(4)];
  return text > mostText || bytes > mostBytes ? undefined : headBytes + text + bytes;
}

function parcelOf(whole: Buffer): Parcel | undefined {
  const text = whole.readUInt32BE(0);
  if (text === 0) return { bytes: whole.subarray(headBytes) };
  try {
    const parcel = JSON.parse(whole.toString('utf8', headBytes, headBytes + text)) as Record<string, unknown>;
    const { file, end, fault } = parcel;
    if (Array.isArray(file) && file.every((part) => typeof part === 'string')) return { file };
    if (end === true) return { end };
    return isFault(fault) ? { fault } : undefined;
  } catch {
    return undefined;
  }
}

function isFault(value: unknown): value is ParcelFault {
  const { code, values } = (value ?? {}) as Partial<ParcelFault>;
  return typeof code === 'string' && typeof values === 'object' && values !== null;
}
