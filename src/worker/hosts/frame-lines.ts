import type { Readable } from 'node:stream';

import { type HostFrame, type StreamType, hostFrame, maxFrameBytes, streamTypes } from '#host-protocol';

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

  from.on('data', (chunk: Buffer) => {
    const end = chunk.lastIndexOf(10);
    if (broken || end === -1) return keep(chunk);
    const whole = chunk.subarray(0, end);
    const text = (partial.length === 0 ? whole : Buffer.concat([...partial, whole])).toString('utf8');
    partial = [];
    length = 0;
    for (const line of text.split('\n')) {
      const frame = parse(line);
      broken = 'broken' in frame;
      hear(frame);
      if (broken) return;
    }
    keep(chunk.subarray(end + 1));
  });

  function keep(rest: Buffer): void {
    if (broken || rest.length === 0) return;
    partial.push(rest);
    length += rest.length;
    if (length <= maxFrameBytes) return;
    broken = true;
    hear({ broken: `it is longer than ${maxFrameBytes} bytes` });
  }
}

function parse(line: string): HostFrame | Broken {
  const plain = plainRecord(line);
  if (plain !== undefined) return plain;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { broken: 'it is no JSON' };
  }
  const record = asRecord(value);
  if (record !== undefined) return record;
  const frame = hostFrame.safeParse(value);
  return frame.success ? frame.data : { broken: frame.error.issues[0]?.message ?? 'it has another shape' };
}

type StreamFrame = Extract<HostFrame, { type: 'stream' }>;

const streamNames: ReadonlySet<unknown> = new Set(streamTypes);

const [beforeStream, beforeText, beforeTime, behind] = [
  '{"type":"stream","stream":"',
  '","text":"',
  '","time":"',
  '"}',
];

/**
 * A record as our own hosts write it whose text has nothing to unescape, taken from the line as it is: reading takes half the time
 * of `JSON.parse`. Undefined for everything else. Characters that JSON escapes pass here: they are a text like others.
 */
function plainRecord(line: string): StreamFrame | undefined {
  if (!line.startsWith(beforeStream) || line.includes('\\') || !line.endsWith(behind)) return undefined;
  const streamEnd = line.indexOf('"', beforeStream.length);
  const text = streamEnd + beforeText.length;
  const textEnd = line.indexOf('"', text);
  const time = textEnd + beforeTime.length;
  if (!line.startsWith(beforeText, streamEnd) || !line.startsWith(beforeTime, textEnd)) return undefined;
  if (line.indexOf('"', time) !== line.length - behind.length) return undefined;
  const stream = line.slice(beforeStream.length, streamEnd);
  if (!streamNames.has(stream)) return undefined;
  return {
    type: 'stream',
    stream: stream as StreamType,
    text: line.slice(text, textEnd),
    time: line.slice(time, -behind.length),
  };
}

/** Looked at by hand, since they come by the thousand: what the schema would make of a record. It decides about all else. */
function asRecord(value: unknown): StreamFrame | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const frame = value as { readonly [Name in keyof StreamFrame]?: unknown };
  const { type, stream, text, time } = frame;
  if (type !== 'stream' || typeof text !== 'string' || typeof time !== 'string') return undefined;
  if (!streamNames.has(stream)) return undefined;
  const record: StreamFrame = { type, stream: stream as StreamType, text, time };
  return frame.value === undefined ? record : { ...record, value: frame.value };
}
