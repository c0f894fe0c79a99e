import { readFileSync } from 'node:fs';
import { constants } from 'node:os';

/** Most memory that the process below the sandbox had resident, in bytes. Undefined where /proc does not tell. */
export function peakMemory(pid: number): number | undefined {
  try {
    const status = readFileSync(`/proc/${innermost(pid)}/status`, 'utf8');
    const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
    return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
  } catch {
    return undefined;
  }
}

/** The host itself: bubblewrap stands above it twice, as its starter and as the first process of its namespace. */
export function innermost(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return children === '' ? pid : innermost(Number(children.split(' ')[0]));
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
