import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Takes the files of a package one after the other: segments of the path below its top, and the content. */
export type FileSink = (path: readonly string[], content: AsyncIterable<Uint8Array>) => Promise<void>;

/** Writes them below a folder. Nothing is written twice, and through no link: each file must be new. */
export function folderSink(folder: string): FileSink {
  return async (path, content) => {
    const target = join(folder, ...path);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await pipeline(content, createWriteStream(target, { flags: 'wx', mode: 0o600 }));
  };
}

/** Why a package could not be unpacked, for people; undefined when it is no matter of files. */
export function fileFault(error: unknown): string | undefined {
  const { code } = error as NodeJS.ErrnoException;
  // A name that is a file and a folder at once is the same fault.
  if (code === 'EEXIST' || code === 'ENOTDIR' || code === 'EISDIR') return 'it has a file twice';
  if (code === 'ENOSPC') return 'the disk of the worker is full';
  return undefined;
}
