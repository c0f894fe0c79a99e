import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { type TenantryError, isProblem, newId, problem } from '#kernel';
import type { EnvironmentClaim, EnvironmentResult, ImportResult, ModulePair, ModuleRef } from '#worker-link';

import type { BuildOptions } from '../builds/build.ts';
import type { Language } from '../hosts/languages/language.ts';
import { type Languages, demandLanguage } from '../hosts/languages/languages.ts';
import { checkPairs } from '../modules/pairs/check-pairs.ts';
import { testModule } from '../modules/test-module.ts';
import { runImports } from '../wheels/run-imports.ts';
import { testWheel } from '../wheels/test-wheel.ts';

export type EnvironmentBuildOptions = BuildOptions & { readonly languages: Languages };

/**
 * Tries every package of an environment on the engine that it wants, each in a throw-away process with all others beside
 * it. What is wrong with a package, or that the engine is not to be had here, is in the result.
 */
export async function buildEnvironment(
  { environment, packages }: EnvironmentClaim,
  options: EnvironmentBuildOptions,
  signal: AbortSignal,
): Promise<EnvironmentResult> {
  let language: Language;
  try {
    language = await demandLanguage(options.languages, environment.language, environment.engine);
  } catch (error) {
    if (!isProblem(error, 'LanguageMissing')) throw error;
    return { packages: [], pairs: [], fault: { code: error.code, message: error.advice } };
  }
  const { whole, broken } = await unpackAll(packages, language, options);
  const results = new Map<string, ImportResult>(broken);
  for (const each of whole)
    results.set(each.name, await caught(signal, () => tryPackage(each, whole, language, options, signal)));
  return {
    ...(language.runs !== undefined && { engine: language.runs }),
    packages: packages.map(({ name }) => ({ name, result: results.get(name)! })),
    pairs: await pairsOf(whole, language, options, signal),
  };
}

/** Also where a package failed: who mends one should not learn of the other only then. */
async function pairsOf(
  modules: readonly ModuleRef[],
  { pairTest: program, engine = '' }: Language,
  options: EnvironmentBuildOptions,
  signal: AbortSignal,
): Promise<ModulePair[]> {
  if (program === undefined) return [];
  const check = { modules, program, engine, memory: options.pairs };
  return [...(await checkPairs(check, options, signal))];
}

/** One that cannot be unpacked is not in the way of the others. */
async function unpackAll(
  packages: readonly ModuleRef[],
  language: Language,
  options: EnvironmentBuildOptions,
): Promise<{ whole: ModuleRef[]; broken: [string, ImportResult][] }> {
  const place = (each: ModuleRef, folder: string): Promise<void> =>
    language.name === 'python'
      ? options.wheels.place([each], folder, language)
      : options.modules.place([each], folder);
  const whole: ModuleRef[] = [];
  const broken: [string, ImportResult][] = [];
  const workplace = join(options.slots, newId());
  try {
    for (const each of packages) {
      try {
        await place(each, join(workplace, each.hash));
        whole.push(each);
      } catch (error) {
        if (!isProblem(error)) throw error;
        broken.push([each.name, failed(error)]);
      }
    }
  } finally {
    await rm(workplace, { recursive: true, force: true });
  }
  return { whole, broken };
}

async function tryPackage(
  module: ModuleRef,
  all: readonly ModuleRef[],
  language: Language,
  options: EnvironmentBuildOptions,
  signal: AbortSignal,
): Promise<ImportResult> {
  const { importTest } = language;
  if (importTest === undefined) throw problem('Internal', { detail: `${language.name} has no import test` });
  const others = all.filter((each) => each !== module);
  if (language.name !== 'python') return testModule({ module, others }, importTest, options, signal);
  const slot = join(options.slots, newId());
  try {
    const folder = join(slot, 'modules');
    await mkdir(slot, { recursive: true, mode: 0o700 });
    await options.wheels.place(all, folder, language);
    return await testWheel(module, folder, language, (names) =>
      runImports({ slot, program: importTest, package: module.name, names }, options, signal),
    );
  } finally {
    await rm(slot, { recursive: true, force: true });
  }
}

async function caught(signal: AbortSignal, work: () => Promise<ImportResult>): Promise<ImportResult> {
  try {
    return await work();
  } catch (error) {
    if (signal.aborted || !isProblem(error)) throw error;
    return failed(error);
  }
}

function failed({ code, advice: message }: TenantryError): ImportResult {
  return { ok: false, code, message };
}
