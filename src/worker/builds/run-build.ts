import { isProblem } from '#kernel';
import { type BuildClaim, type BuildResult, languageOfType, languageRules } from '#worker-link';

import { type Languages, demandLanguage, demandLanguageName } from '../hosts/languages/languages.ts';
import { createAttemptWrites } from '../jobs/attempt-writes.ts';
import type { RunContext } from '../jobs/context.ts';
import { keepAlive } from '../jobs/keep-alive.ts';
import { type BuildOptions, build } from './build.ts';

/** Runs one build task. Never rejects; an attempt that no longer counts writes nothing. */
export async function runBuild(
  claim: BuildClaim,
  context: Pick<RunContext, 'link' | 'logger' | 'heartbeatMilliseconds'>,
  options: BuildOptions & { readonly languages: Languages },
  signal: AbortSignal,
): Promise<void> {
  const { attempt } = claim;
  const lost = new AbortController();
  const writes = createAttemptWrites(attempt, context.logger, () => lost.abort());
  const give = (): void => lost.abort();
  const alive = keepAlive({ attempt, context, onStop: give, onLost: give, peakMemory: () => undefined });
  try {
    const result = await resultOf(claim, options, AbortSignal.any([signal, lost.signal]));
    await writes.persist(() => context.link.built(attempt, result));
  } catch (error) {
    if (signal.aborted) await context.link.release(attempt, 'the worker stopped').catch(() => {});
    else if (!lost.signal.aborted) context.logger.error('a build came to no end', { ...attempt, error });
  } finally {
    alive.end();
  }
}

async function resultOf(
  claim: BuildClaim,
  options: BuildOptions & { readonly languages: Languages },
  signal: AbortSignal,
): Promise<BuildResult> {
  const { name, type } = claim.runbook;
  try {
    const language = await demandLanguage(options.languages, demandLanguageName(type));
    return await build(claim, language, options, signal);
  } catch (error) {
    if (signal.aborted || !isProblem(error)) throw error;
    const { advice: message, code } = error;
    const written = languageOfType(type);
    const file = `${name}${written === undefined ? '' : languageRules[written].fileEnding}`;
    return { ok: false, diagnostics: [{ file, line: 1, column: 1, message, code }] };
  }
}
