import type { Readable } from 'node:stream';

import { type HostFrame, hostFrame, maxFrameBytes } from '#host-protocol';

/** What a host wrote that is no frame. */
export type Broken = { readonly broken: string };

/**
 * Reads a host's frames. The host runs code of others, so each line is held against the schema; after the first that is
 * no frame nothing more is read.
 */
export function readFrames(from: Readable, hear: (frame: HostFrame | Broken) => void): void {
  let partial: Buffer[] = [];
  let length = 0;
  let broken = false;

  const line = (bytes: Buffer): void => {
    const frame = parse(bytes);
    broken = 'broken' in frame;
    hear(frame);
  };
  from.on('data', (chunk: Buffer) => {
    let at = 0;
    for (let end = chunk.indexOf(10); end !== -1 && !broken; end = chunk.indexOf(10, at)) {
      const whole =
        partial.length === 0 ? chunk.subarray(at, end) : Buffer.concat([...partial, chunk.subarray(at, end)]);
      partial = [];
      length = 0;
      at = end + 1;
      line(whole);
    }
    if (broken || at === chunk.length) return;
    partial.push(chunk.subarray(at));
    length += chunk.length - at;
    if (length > maxFrameBytes) {
      broken = true;
      hear({ broken: `it is longer than ${maxFrameBytes} bytes` });
    }
  });
}

function parse(bytes: Buffer): HostFrame | Broken {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    return { broken: 'it is no JSON' };
  }
  const frame = hostFrame.safeParse(value);
  return frame.success ? frame.data : { broken: frame.error.issues[0]?.message ?? 'it has another shape' };
}
