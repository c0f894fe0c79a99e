import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { problem } from '#kernel';
import { type ImportResult, importResult } from '#worker-link';

import { type BuildOptions } from '../builds/build.ts';
import { runProgram } from '../builds/run-program.ts';
import type { Program } from '../hosts/languages/language.ts';

const mostSeconds = 120;

/**
 * Imports Python modules of a package in a throw-away process, in a sandbox without any network.
 * @throws ModuleTestFailed, ModuleTestTimedOut
 */
export async function runImports(
  given: {
    /** With the wheels unpacked in its folder of modules. */
    readonly slot: string;
    readonly program: Program;
    readonly package: string;
    readonly names: readonly string[];
  },
  options: BuildOptions,
  signal: AbortSignal,
): Promise<ImportResult> {
  const { slot, program, package: name, names } = given;
  await writeFile(join(slot, 'request.json'), JSON.stringify({ modules: names }));
  const { answer, complaint, late } = await runProgram(
    { slot, program, seconds: mostSeconds },
    options,
    signal,
  );
  if (late) throw problem('ModuleTestTimedOut', { name, seconds: mostSeconds });
  const parsed = importResult.safeParse(answer);
  if (parsed.success) return parsed.data;
  options.logger.warn('an import test came to no result', { package: name, complaint });
  throw problem('ModuleTestFailed', { name, reason: complaint });
}
