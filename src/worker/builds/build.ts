import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { type Logger, newId, problem } from '#kernel';
import { type BuildClaim, type BuildResult, buildResult } from '#worker-link';

import type { Language } from '../hosts/languages/language.ts';
import type { Boundary } from '../isolation/boundary.ts';
import type { ModuleStore } from '../modules/module-store.ts';
import type { PairMemory } from '../modules/pairs/pair-memory.ts';
import type { WheelStore } from '../wheels/wheel-store.ts';
import { modulesFolder, runProgram } from './run-program.ts';

export interface BuildOptions {
  readonly boundary: Boundary;
  readonly packageRoot: string;
  readonly slots: string;
  /** Most data memory of the build program, where its language does not say otherwise. */
  readonly memoryBytes: number;
  readonly modules: ModuleStore;
  readonly wheels: WheelStore;
  readonly pairs: PairMemory;
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
    const { name: runbook, type } = claim.runbook;
    const request = { runbook, type, source: claim.source, packageRoot: options.packageRoot };
    await writeFile(join(slot, 'request.json'), JSON.stringify(request));
    // A Python runbook is only read.
    if (claim.modules !== undefined && language.name !== 'python')
      await options.modules.place(claim.modules, join(slot, modulesFolder));
    return await answerOf(slot, language, options, signal);
  } finally {
    await rm(slot, { recursive: true, force: true });
  }
}

async function answerOf(
  slot: string,
  language: Language,
  options: BuildOptions,
  signal: AbortSignal,
): Promise<BuildResult> {
  const { answer, complaint, late } = await runProgram(
    { slot, program: language.build, seconds: mostSeconds },
    options,
    signal,
  );
  if (late) throw problem('BuildTimedOut', { seconds: mostSeconds });
  const parsed = buildResult.safeParse(answer);
  if (parsed.success) return parsed.data;
  options.logger.error('the build program failed', { complaint });
  throw problem('BuildFailed', { reason: complaint });
}
