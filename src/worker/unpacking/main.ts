/**
 * The program that unpacks a package, in a process that is thrown away: `unpack.cjs <module|wheel> <file> <name>`. It can read
 * that file and write nothing: what it finds goes to file descriptor 3, in parcels.
 */
import { writeSync } from 'node:fs';

import { isProblem } from '#kernel';

import { unpackModule } from '../modules/unpack-module.ts';
import { unpackWheel } from '../wheels/unpack-wheel.ts';
import type { FileSink } from './file-sink.ts';
import { type Parcel, writeParcel } from './parcels.ts';

const unpackers = { module: unpackModule, wheel: unpackWheel };
const descriptor = 3;
const pieceBytes = 1024 * 1024;

/** It is written before this returns: the pipe is what keeps the program as slow as the worker. */
function send(parcel: Parcel): void {
  const bytes = writeParcel(parcel);
  for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
}

const sink: FileSink = async (path, content) => {
  send({ file: path });
  for await (const chunk of content) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (let at = 0; at < bytes.length; at += pieceBytes)
      send({ bytes: bytes.subarray(at, at + pieceBytes) });
  }
};

async function run(kind: keyof typeof unpackers, file: string, name: string): Promise<void> {
  try {
    await unpackers[kind](file, name, sink);
    send({ end: true });
  } catch (error) {
    if (!isProblem(error)) throw error;
    send({ fault: { code: error.code, values: error.values } });
  }
}

const [, , kind, file, name] = process.argv;
void run(kind as keyof typeof unpackers, file!, name!);
