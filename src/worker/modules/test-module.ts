import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { newId, problem } from '#kernel';
import { type ImportClaim, type ImportResult, importResult } from '#worker-link';

import type { BuildOptions } from '../builds/build.ts';
import { modulesFolder, runProgram } from '../builds/run-program.ts';
import type { Program } from '../hosts/languages/language.ts';

const mostSeconds = 120;

/**
 * Loads a module in a throw-away process, in a sandbox without any network, beside the others of its account. What is
 * wrong with the module is in the result.
 * @throws PackageDamaged, PackageRefused, ModuleNotInPackage, ModuleTestFailed, ModuleTestTimedOut
 */
export async function testModule(
  { module, others }: Pick<ImportClaim, 'module' | 'others'>,
  program: Program,
  options: BuildOptions,
  signal: AbortSignal,
): Promise<ImportResult> {
  const slot = join(options.slots, newId());
  await mkdir(slot, { recursive: true, mode: 0o700 });
  try {
    await options.modules.place([module, ...others], join(slot, modulesFolder));
    await writeFile(join(slot, 'request.json'), JSON.stringify({ module: module.name }));
    const { answer, complaint, late } = await runProgram(
      { slot, program, seconds: mostSeconds },
      options,
      signal,
    );
    if (late) throw problem('ModuleTestTimedOut', { name: module.name, seconds: mostSeconds });
    const parsed = importResult.safeParse(answer);
    if (parsed.success) return parsed.data;
    options.logger.warn('an import test came to no result', { module: module.name, complaint });
    throw problem('ModuleTestFailed', { name: module.name, reason: complaint });
  } finally {
    await rm(slot, { recursive: true, force: true });
  }
}
