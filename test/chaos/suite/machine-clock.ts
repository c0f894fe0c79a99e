import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The clock of one machine, for its processes alone: libfaketime (Debian's `faketime`) answers them when they ask for the time. How
 * much time passes is not touched. A worker of a group is on another machine, whose clock is right.
 */
export interface MachineClock {
  /** For what is started on that machine. */
  readonly environment: Readonly<Record<string, string>>;
  /** From now on it is so many seconds ahead of the right time, or behind. */
  set(seconds: number): void;
  /** What time it was really when that clock showed so many milliseconds. */
  really(shown: number): number;
  close(): void;
}

const farthest = 3_600;

/** Undefined where there is no such library. The folder must be open to PostgreSQL's user. */
export function machineClock(folder: string): MachineClock | undefined {
  const library = findLibrary();
  if (library === undefined) return undefined;
  const file = join(folder, 'clock');
  const began = Date.now();
  const set = (seconds: number): void => {
    // Never half: it is read whenever somebody asks for the time.
    writeFileSync(`${file}.new`, `${seconds < 0 ? '' : '+'}${seconds}\n`, { mode: 0o644 });
    renameSync(`${file}.new`, file);
  };
  set(0);
  return {
    environment: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      FAKETIME_NO_CACHE: '1',
    },
    set,
    really(shown) {
      // No run takes half as long as the clock is wrong.
      const off = Math.round((shown - began) / (farthest * 1_000));
      return shown - Math.sign(off) * Math.min(Math.abs(off), 1) * farthest * 1_000;
    },
    close: () => rmSync(file, { force: true }),
  };
}

/** By how much it is set wrong. */
export const wrongBy = { ahead: farthest, behind: -farthest } as const;

function findLibrary(): string | undefined {
  const places = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib'];
  return places
    .map((place) => join(place, 'faketime'))
    .filter((place) => listed(place).includes('libfaketimeMT.so.1'))
    .map((place) => join(place, 'libfaketimeMT.so.1'))[0];
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
