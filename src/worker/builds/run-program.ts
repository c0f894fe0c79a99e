import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';

import { problem } from '#kernel';

import type { Program } from '../hosts/languages/language.ts';
import { besideFolder } from '../modules/module-store.ts';
import { type Boundary, endConfined, spawnConfined } from '../isolation/boundary.ts';

/** In a slot: modules that the program may load. */
export const modulesFolder = 'modules';

export interface ProgramRun {
  /** What the program reads, and where it starts. */
  readonly slot: string;
  readonly program: Program;
  readonly seconds: number;
}

export interface ProgramEnd {
  /** What it wrote to file descriptor 3, as JSON; undefined when it did not end well or wrote none. */
  readonly answer: unknown;
  /** The last line of its stderr, or its exit code. */
  readonly complaint: string;
  /** It was ended because it took too long. */
  readonly late: boolean;
}

/**
 * Runs a program in a sandbox without any network, to its end.
 * @throws WorkerStopped
 */
export async function runProgram(
  { slot, program, seconds }: ProgramRun,
  { boundary, memoryBytes }: { readonly boundary: Boundary; readonly memoryBytes: number },
  signal: AbortSignal,
): Promise<ProgramEnd> {
  // Nothing here knows a job or a gateway: what would be the authority is nothing.
  const inside = (at: (outside: string) => string) => ({ at, slot: at(slot), authority: '/dev/null' });
  const modules = join(slot, modulesFolder);
  const folders = [modules, besideFolder(modules)].filter((folder) => existsSync(folder));
  const child = spawnConfined(boundary, {
    readable: { ...program.readable, [slot]: slot },
    environment: (at) => ({
      ...program.environment(inside(at)),
      ...(existsSync(modules) && { TENANTRY_MODULES: folders.map(at).join(delimiter) }),
    }),
    workingDirectory: slot,
    memoryBytes: program.memoryBytes ?? memoryBytes,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    command: (at) => program.command(inside(at)),
  });
  const end = (): void => endConfined(child, boundary);
  let late = false;
  const timer = setTimeout(() => ((late = true), end()), seconds * 1_000);
  signal.addEventListener('abort', end, { once: true });
  const closed = once(child, 'close').catch((error: unknown) => [String(error)]);
  const [answer, complaint, [code]] = await Promise.all([
    text(child.stdio[3] as NodeJS.ReadableStream),
    text(child.stderr!),
    closed,
  ]);
  clearTimeout(timer);
  signal.removeEventListener('abort', end);
  if (signal.aborted) throw problem('WorkerStopped');
  return {
    answer: code === 0 ? parseJson(answer) : undefined,
    complaint: complaint.trim().split('\n').at(-1) || `exit code ${String(code)}`,
    late,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
