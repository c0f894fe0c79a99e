import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { type Logger, newId, problem } from '#kernel';
import { type BuildClaim, type BuildResult, buildResult } from '#worker-link';

import { sourceFolder } from '../hosts/programs.ts';
import { type Boundary, spawnConfined } from '../isolation/boundary.ts';
import { buildFolders } from './packages.ts';

export interface BuildOptions {
  readonly boundary: Boundary;
  readonly packageRoot: string;
  readonly slots: string;
  readonly logger: Logger;
}

const mostSeconds = 60;
/** The compilers are written in Go and keep far more address space than memory. */
const memoryBytes = 4 * 1024 * 1024 * 1024;

/**
 * Checks and bundles a runbook in a sandbox without any network. What is wrong with the runbook is in the result.
 * @throws BuildFailed, BuildTimedOut when the build program itself did not come to an end
 */
export async function build(
  claim: BuildClaim,
  options: BuildOptions,
  signal: AbortSignal,
): Promise<BuildResult> {
  const slot = join(options.slots, newId());
  await mkdir(slot, { recursive: true, mode: 0o700 });
  try {
    const request = { runbook: claim.runbook.name, source: claim.source, packageRoot: options.packageRoot };
    await writeFile(join(slot, 'request.json'), JSON.stringify(request));
    return await runProgram(slot, options, signal);
  } finally {
    await rm(slot, { recursive: true, force: true });
  }
}

async function runProgram(slot: string, options: BuildOptions, signal: AbortSignal): Promise<BuildResult> {
  const { boundary, packageRoot, logger } = options;
  const source = sourceFolder(packageRoot);
  const readable = [slot, process.execPath, ...buildFolders(packageRoot, source.folder)];
  const child = spawnConfined(boundary, {
    readable: Object.fromEntries(readable.map((path) => [path, path])),
    environment: { PATH: '/usr/bin:/bin', TZ: 'UTC', LANG: 'C.UTF-8' },
    workingDirectory: slot,
    memoryBytes,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    command: (at) => [
      at(process.execPath),
      ...source.conditions.map((condition) => `--conditions=${condition}`),
      '--disable-warning=ExperimentalWarning',
      join(source.folder, `host-build/main${source.ending}`),
      join(slot, 'request.json'),
    ],
  });
  const end = (): void => void child.kill('SIGKILL');
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
