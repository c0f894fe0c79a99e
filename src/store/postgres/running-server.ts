import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { delay } from '#kernel';

import { readIfThere } from './read-if-there.ts';

/** What postmaster.pid says of the server on a data directory. */
export interface PidFile {
  readonly pid: number;
  readonly socketFolder: string;
  readonly ready: boolean;
}

/** One signal after the other, each with the milliseconds it is given. PostgreSQL, "Shutting Down the Server". */
export type Shutdown = readonly (readonly [signal: NodeJS.Signals, milliseconds: number])[];
/** Sessions are ended, the write-ahead log is flushed. */
export const fast: Shutdown = [
  ['SIGINT', 15_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 2_000],
];
/** As after a crash: the next start replays the write-ahead log. */
export const atOnce: Shutdown = fast.slice(1);

const endBackendsWithin = 5_000;

/** Lines: pid, data directory, start time, port, socket folder, listen address, shared memory, status. */
export function readPidFile(data: string): PidFile | undefined {
  const lines = readIfThere(join(data, 'postmaster.pid'))?.split('\n');
  const pid = Number(lines?.[0]);
  if (lines === undefined || !Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, socketFolder: lines[4] ?? '', ready: (lines[7] ?? '').trim() === 'ready' };
}

/** A process number is used again: only a process that works in this data directory is its server. */
export function servesDirectory(pid: number, data: string): boolean {
  if (process.platform === 'linux') return workingDirectory(pid) === data;
  const { stdout } = spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' });
  return stdout.includes(`-D ${data}`);
}

/** Ends the server, if it is one, and what it left behind. */
export async function stopServer(pid: number, data: string, shutdown: Shutdown): Promise<void> {
  for (const [signal, milliseconds] of shutdown) {
    if (!servesDirectory(pid, data)) break;
    signalIfThere(pid, signal);
    if (await until(() => !servesDirectory(pid, data), milliseconds)) break;
  }
  await endLeftBackends(data);
}

/** What a server that is gone left behind, so that the next can start; nothing where a server lives. */
export async function clearLeftovers(data: string): Promise<void> {
  await endLeftBackends(data);
  const left = readPidFile(data);
  // The number in a left file may by now be that of a process of ours, which PostgreSQL would take for a server.
  if (left !== undefined && process.platform === 'linux' && !servesDirectory(left.pid, data))
    rmSync(join(data, 'postmaster.pid'), { force: true });
}

/**
 * Backends whose postmaster was killed hold its shared memory, and the next start is refused until they are gone: they
 * notice by themselves only after a while.
 */
async function endLeftBackends(data: string): Promise<void> {
  if (process.platform !== 'linux') return;
  const ended = (): boolean => {
    const left = readdirSync('/proc')
      .map(Number)
      .filter((pid) => Number.isInteger(pid) && workingDirectory(pid) === data && isLeftBackend(pid, data));
    for (const pid of left) signalIfThere(pid, 'SIGKILL');
    return left.length === 0;
  };
  await until(ended, endBackendsWithin);
}

/** A zombie that nobody has collected yet has none: it serves nothing. */
function workingDirectory(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/** `postgres: checkpointer` and the like whose server is gone: somebody else is their parent now. */
function isLeftBackend(pid: number, data: string): boolean {
  try {
    if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith('postgres: ')) return false;
    const parent = /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return workingDirectory(Number(parent)) !== data;
  } catch {
    return false;
  }
}

function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function until(holds: () => boolean, milliseconds: number): Promise<boolean> {
  for (let waited = 0; waited < milliseconds; waited += 10) {
    if (holds()) return true;
    await delay(10);
  }
  return holds();
}
