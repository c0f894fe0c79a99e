export interface ImageFacts {
  readonly type: 'image/jpeg' | 'image/png';
  readonly width: number;
  readonly height: number;
}

/** What a JPEG or a PNG says of itself in its head; undefined for anything else. */
export function readImage(bytes: Uint8Array): ImageFacts | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return readPng(view) ?? readJpeg(view);
}

function readPng(view: Buffer): ImageFacts | undefined {
  const signature = '89504e470d0a1a0a';
  if (view.length < 24 || view.subarray(0, 8).toString('hex') !== signature) return undefined;
  return { type: 'image/png', width: view.readUInt32BE(16), height: view.readUInt32BE(20) };
}

/** Goes from marker to marker up to the frame header (ITU T.81, B.2.2), which has the size. */
function readJpeg(view: Buffer): ImageFacts | undefined {
  if (view.length < 4 || view.readUInt16BE(0) !== 0xffd8) return undefined;
  let at = 2;
  while (at + 9 < view.length && view[at] === 0xff) {
    const marker = view[at + 1]!;
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (frame) {
      return { type: 'image/jpeg', height: view.readUInt16BE(at + 5), width: view.readUInt16BE(at + 7) };
    }
    at += 2 + view.readUInt16BE(at + 2);
  }
  return undefined;
}
