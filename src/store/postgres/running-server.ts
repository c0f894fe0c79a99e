import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

import { delay } from '#kernel';

import { readIfThere } from './initialise.ts';

/** What postmaster.pid says of the server on a data directory. */
export interface PidFile {
  readonly pid: number;
  readonly socketFolder: string;
  readonly port: number;
  readonly ready: boolean;
}

/** Lines: pid, data directory, start time, port, socket folder, listen address, shared memory, status. */
export function readPidFile(data: string): PidFile | undefined {
  const lines = readIfThere(join(data, 'postmaster.pid'))?.split('\n');
  const pid = Number(lines?.[0]);
  if (lines === undefined || !Number.isInteger(pid) || pid <= 0) return undefined;
  return {
    pid,
    port: Number(lines[3]),
    socketFolder: lines[4] ?? '',
    ready: (lines[7] ?? '').trim() === 'ready',
  };
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A process number is used again: only a process that works in this data directory is its server. */
export function servesDirectory(pid: number, data: string): boolean {
  if (!isAlive(pid)) return false;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === data;
  } catch {
    // No /proc here: the pid file is all there is to go by.
    return process.platform !== 'linux';
  }
}

/** A zombie that nobody has collected yet is gone: it serves nothing. */
export async function waitUntilGone(pid: number, data: string, milliseconds: number): Promise<boolean> {
  for (let waited = 0; waited < milliseconds; waited += 10) {
    if (!servesDirectory(pid, data)) return true;
    await delay(10);
  }
  return !servesDirectory(pid, data);
}

/**
 * Backends whose postmaster was killed hold its shared memory, and the next start is refused until they are gone: they
 * notice by themselves only after a while.
 */
export function killLeftBackends(data: string): void {
  if (process.platform !== 'linux') return;
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry);
    if (!Number.isInteger(pid)) continue;
    try {
      if (readlinkSync(`/proc/${pid}/cwd`) !== data) continue;
      if (readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres') process.kill(pid, 'SIGKILL');
    } catch {
      // Gone meanwhile, or not ours to look at.
    }
  }
}
