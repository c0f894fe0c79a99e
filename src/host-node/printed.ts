import type { StreamType } from '#host-protocol';

import type { Streams } from './streams.ts';

/**
 * What a runbook prints: lines of stdout are Output records, lines of stderr Error records, in the order in which they
 * were written among the runbook's other records. Returns what writes the last, unfinished lines.
 */
export function capturePrinted(streams: Streams): () => void {
  const ends = [capture(process.stdout, 'Output', streams), capture(process.stderr, 'Error', streams)];
  return () => ends.forEach((end) => end());
}

function capture(target: NodeJS.WriteStream, stream: StreamType, streams: Streams): () => void {
  const decoder = new TextDecoder();
  let partial = '';
  const write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    const lines = (
      partial + (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }))
    ).split('\n');
    partial = lines.pop()!;
    for (const line of lines) streams.write(stream, line.endsWith('\r') ? line.slice(0, -1) : line);
    const done = rest.find((each) => typeof each === 'function') as (() => void) | undefined;
    if (done !== undefined) process.nextTick(done);
    return true;
  };
  target.write = write as typeof target.write;
  return () => {
    if (partial !== '') streams.write(stream, partial);
    partial = '';
  };
}
