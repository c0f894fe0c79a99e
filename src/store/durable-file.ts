import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

import { newId } from '#kernel';

/** Works on an open file or folder and returns when the disk has it. */
export function synced(path: string, flags: 'r' | 'wx', work: (opened: number) => void = () => {}): void {
  const opened = openSync(path, flags, 0o600);
  try {
    work(opened);
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

/** The whole text with mode 0600 or, after a crash or a power cut, what was there before. */
export function writeDurably(path: string, text: string): void {
  const unfinished = `${path}.${newId()}`;
  synced(unfinished, 'wx', (opened) => writeSync(opened, text));
  renameSync(unfinished, path);
  synced(dirname(path), 'r');
}
