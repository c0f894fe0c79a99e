import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { type Logger, newId, problem } from '#kernel';
import { type BuildClaim, type BuildResult, buildResult } from '#worker-link';

import type { Language } from '../hosts/languages/language.ts';
import { type Boundary, endConfined, spawnConfined } from '../isolation/boundary.ts';

export interface BuildOptions {
  readonly boundary: Boundary;
  readonly packageRoot: string;
  readonly slots: string;
  /** Most data memory of the build program, where its language does not say otherwise. */
  readonly memoryBytes: number;
  readonly logger: Logger;
}

const mostSeconds = 60;

/**
 * Checks and describes a runbook in a sandbox without any network. What is wrong with the runbook is in the result.
 * @throws BuildFailed, BuildTimedOut when the build program itself did not come to an end
 */
export async function build(
  claim: BuildClaim,
  language: Language,
  options: BuildOptions,
  signal: AbortSignal,
): Promise<BuildResult> {
  const slot = join(options.slots, newId());
  await mkdir(slot, { recursive: true, mode: 0o700 });
  try {
    const request = { runbook: claim.runbook.name, source: claim.source, packageRoot: options.packageRoot };
    await writeFile(join(slot, 'request.json'), JSON.stringify(request));
    return await runProgram(slot, language, options, signal);
  } finally {
    await rm(slot, { recursive: true, force: true });
  }
}

async function runProgram(
  slot: string,
  { build: program }: Language,
  { boundary, logger, memoryBytes }: BuildOptions,
  signal: AbortSignal,
): Promise<BuildResult> {
  // Builds know no job and no gateway: what would be the authority is nothing.
  const inside = (at: (outside: string) => string) => ({ at, slot: at(slot), authority: '/dev/null' });
  const child = spawnConfined(boundary, {
    readable: { ...program.readable, [slot]: slot },
    environment: (at) => program.environment(inside(at)),
    workingDirectory: slot,
    memoryBytes: program.memoryBytes ?? memoryBytes,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    command: (at) => program.command(inside(at)),
  });
  const end = (): void => endConfined(child, boundary);
  let late = false;
  const timer = setTimeout(() => ((late = true), end()), mostSeconds * 1_000);
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
  if (late) throw problem('BuildTimedOut', { seconds: mostSeconds });
  const parsed = buildResult.safeParse(parseJson(answer));
  if (code === 0 && parsed.success) return parsed.data;
  logger.error('the build program failed', { code, complaint });
  throw problem('BuildFailed', {
    reason: complaint.trim().split('\n').at(-1) ?? `exit code ${String(code)}`,
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
