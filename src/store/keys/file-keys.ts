import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

import { isoTime, newId, problem, systemClock } from '#kernel';

import { synced, writeDurably } from '../durable-file.ts';
import { type KeyFile, type KeyRing, type KeySource, keyBytes, parseKeyRing } from './key-ring.ts';

/** Keys in a file, made at first use. One that others can read is refused: it would be no secret. */
export function fileKeys(file: string): KeySource {
  const read = (): KeyRing => {
    const mode = statSync(file, { throwIfNoEntry: false })?.mode;
    if (mode === undefined) makeFile(file);
    else if ((mode & 0o077) !== 0)
      throw problem('VaultKeyExposed', { file, mode: (mode & 0o777).toString(8) });
    return parseKeyRing(readFileSync(file, 'utf8'), file);
  };
  return {
    place: file,
    read,
    add() {
      const version = Math.max(...read().keys.keys()) + 1;
      const { keys } = JSON.parse(readFileSync(file, 'utf8')) as KeyFile;
      writeDurably(
        file,
        JSON.stringify({ current: version, keys: [...keys, newKey(version)] } satisfies KeyFile),
      );
      return read();
    },
  };
}

function newKey(version: number): KeyFile['keys'][number] {
  return { version, key: randomBytes(keyBytes).toString('base64'), createdAt: isoTime(systemClock.now()) };
}

/**
 * Whole and on the disk before anything is sealed with it, and never in place of a key that another process made
 * meanwhile: what that one sealed could not be opened again.
 */
function makeFile(file: string): void {
  const made: KeyFile = { current: 1, keys: [newKey(1)] };
  const unfinished = `${file}.${newId()}`;
  try {
    synced(unfinished, 'wx', (opened) => writeSync(opened, JSON.stringify(made)));
    linkSync(unfinished, file);
    synced(dirname(file), 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(unfinished, { force: true });
  }
}
