import { readFileSync } from 'node:fs';
import { constants } from 'node:os';

import type { Boundary } from '../isolation/boundary.ts';

/** Most memory that the host had resident, in bytes. Undefined where /proc does not tell (any more). */
export function peakMemory(pid: number, boundary: Boundary): number | undefined {
  try {
    const status = readFileSync(`/proc/${hostProcess(pid, boundary)}/status`, 'utf8');
    const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
    return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
  } catch {
    return undefined;
  }
}

/** Bubblewrap stands above the host twice, as its starter and as the first process of its namespace. */
const levels = 2;

/** The host itself, which may have children of its own. */
export function hostProcess(pid: number, boundary: Boundary): number {
  return boundary.bubblewrap === undefined ? pid : below(pid, levels);
}

function below(pid: number, depth: number): number {
  if (depth === 0) return pid;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return children === '' ? pid : below(Number(children.split(' ')[0]), depth - 1);
}

export interface Exit {
  readonly exitCode?: number;
  readonly signal?: string;
}

/** Bubblewrap reports the death of its child by a signal as 128 + its number, as a shell does. */
export function exitOf(code: number | null, signal: NodeJS.Signals | null): Exit {
  if (signal !== null) return { signal };
  if (code === null) return {};
  const name = code > 128 ? signalName(code - 128) : undefined;
  return name === undefined ? { exitCode: code } : { exitCode: code, signal: name };
}

function signalName(number: number): string | undefined {
  return Object.entries(constants.signals).find(([, value]) => value === number)?.[0];
}
