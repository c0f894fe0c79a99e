import { isProblem, problem } from '#kernel';
import {
  type BuildClaim,
  type BuildResult,
  type Claim,
  type ImportClaim,
  type ImportResult,
  type JobClaim,
  type SyncClaim,
  type SyncResult,
  languageOfType,
  languageRules,
} from '#worker-link';

import { buildEnvironment } from '../environments/build-environment.ts';
import { type Languages, demandLanguage, demandLanguageName } from '../hosts/languages/languages.ts';
import { createAttemptWrites } from '../jobs/attempt-writes.ts';
import type { RunContext } from '../jobs/context.ts';
import { keepAlive } from '../jobs/keep-alive.ts';
import { checkPairs } from '../modules/pairs/check-pairs.ts';
import { testModule } from '../modules/test-module.ts';
import { type SyncOptions, syncRepository } from '../source-control/sync.ts';
import { type BuildOptions, build } from './build.ts';

type TaskOptions = BuildOptions & SyncOptions & { readonly languages: Languages };

/** Runs one build task, import test, build of an environment or reading of a repository. Never rejects; an attempt that no longer counts writes nothing. */
export async function runBuild(
  claim: Exclude<Claim, JobClaim>,
  context: Pick<RunContext, 'link' | 'logger' | 'heartbeatMilliseconds' | 'leaseMilliseconds'>,
  options: TaskOptions,
  signal: AbortSignal,
): Promise<void> {
  const { attempt } = claim;
  const lost = new AbortController();
  const writes = createAttemptWrites(attempt, context.logger, () => lost.abort());
  const give = (): void => lost.abort();
  const alive = keepAlive({
    attempt,
    context,
    onStop: give,
    canHold: true,
    onLost: give,
    peakMemory: () => undefined,
  });
  try {
    const either = AbortSignal.any([signal, lost.signal]);
    if (claim.kind === 'build') {
      const result = await resultOf(claim, options, either);
      await writes.persist(() => context.link.built(attempt, result));
    } else if (claim.kind === 'environment') {
      const result = await buildEnvironment(claim, options, either);
      await writes.persist(() => context.link.environmentBuilt(attempt, result));
    } else if (claim.kind === 'sync') {
      const result = await syncResultOf(claim, options, either);
      await writes.persist(() => context.link.synced(attempt, result));
    } else {
      const result = await importResultOf(claim, options, either);
      await writes.persist(() => context.link.imported(attempt, result));
    }
  } catch (error) {
    if (signal.aborted) await context.link.release(attempt, 'the worker stopped').catch(() => {});
    else if (!lost.signal.aborted) context.logger.error('a build came to no end', { ...attempt, error });
  } finally {
    alive.end();
  }
}

async function resultOf(claim: BuildClaim, options: TaskOptions, signal: AbortSignal): Promise<BuildResult> {
  const { name, type } = claim.runbook;
  try {
    const language = await demandLanguage(
      options.languages,
      demandLanguageName(type),
      claim.environment?.engine,
    );
    return await build(claim, language, options, signal);
  } catch (error) {
    if (signal.aborted || !isProblem(error)) throw error;
    const { advice: message, code } = error;
    const written = languageOfType(type);
    const file = `${name}${written === undefined ? '' : languageRules[written].fileEnding}`;
    return { ok: false, diagnostics: [{ file, line: 1, column: 1, message, code }] };
  }
}

async function syncResultOf(
  claim: SyncClaim,
  options: TaskOptions,
  signal: AbortSignal,
): Promise<SyncResult> {
  try {
    return await syncRepository(claim, options, signal);
  } catch (error) {
    if (signal.aborted || !isProblem(error)) throw error;
    return { ok: false, code: error.code, message: error.advice };
  }
}

async function importResultOf(
  claim: ImportClaim,
  options: TaskOptions,
  signal: AbortSignal,
): Promise<ImportResult> {
  try {
    const { importTest, pairTest, engine = '' } = await demandLanguage(options.languages, 'powershell');
    if (importTest === undefined) throw problem('Internal', { detail: 'PowerShell without an import test' });
    const result = await testModule(claim, importTest, options, signal);
    if (!result.ok || pairTest === undefined) return result;
    const modules = [claim.module, ...claim.others];
    const check = { modules, of: claim.module.name, program: pairTest, engine, memory: options.pairs };
    return { ...result, pairs: [...(await checkPairs(check, options, signal))] };
  } catch (error) {
    if (signal.aborted || !isProblem(error)) throw error;
    return { ok: false, code: error.code, message: error.advice };
  }
}
