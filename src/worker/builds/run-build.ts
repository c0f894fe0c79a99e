import { isProblem, problem } from '#kernel';
import type { BuildClaim, BuildResult } from '#worker-link';

import { createAttemptWrites } from '../jobs/attempt-writes.ts';
import type { RunContext } from '../jobs/context.ts';
import { keepAlive } from '../jobs/keep-alive.ts';
import { type BuildOptions, build } from './build.ts';

/** Types of runbook that this worker builds, as the API names them. */
const supported = new Set(['typescript']);

/** Runs one build task. Never rejects; an attempt that no longer counts writes nothing. */
export async function runBuild(
  claim: BuildClaim,
  context: Pick<RunContext, 'link' | 'logger' | 'heartbeatMilliseconds'>,
  options: BuildOptions,
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

async function resultOf(claim: BuildClaim, options: BuildOptions, signal: AbortSignal): Promise<BuildResult> {
  const { name, type } = claim.runbook;
  try {
    if (!supported.has(type.toLowerCase())) throw problem('UnsupportedRunbookType', { type });
    return await build(claim, options, signal);
  } catch (error) {
    if (signal.aborted || !isProblem(error)) throw error;
    const { advice: message, code } = error;
    return { ok: false, diagnostics: [{ file: `${name}.ts`, line: 1, column: 1, message, code }] };
  }
}
