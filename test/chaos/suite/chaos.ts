import { type Dice, delay, dice as diceOf, monotonicNow } from '#kernel';
import { sql } from '#store';

import { until } from '../../system.ts';
import { faults } from './faults.ts';
import type { Installation } from './installation.ts';
import { brokenPromises, figures } from './invariants.ts';
import { points, reached } from './points.ts';
import { publishWorkload, startJobs } from './workload.ts';

export interface ChaosOptions {
  readonly seed: string;
  readonly jobs: number;
  /** Names of faults, of which each comes once before any comes again. */
  readonly faults: readonly string[];
  /** No more faults after so many; without it they go on until the last job has ended. */
  readonly mostFaults?: number;
  /** Longest pause between two faults, in milliseconds. */
  readonly pauseMilliseconds: number;
  readonly say: (line: string) => void;
}

export interface ChaosReport {
  readonly seed: string;
  readonly jobs: number;
  readonly faults: number;
  readonly seconds: number;
  readonly attempts: number;
  readonly moreThanOnce: number;
  readonly broken: readonly string[];
}

/** Runs jobs while things break, until all of them have ended, and tells which promises were broken. */
export async function runChaos(installation: Installation, options: ChaosOptions): Promise<ChaosReport> {
  const { seed, jobs, say } = options;
  const began = monotonicNow();
  // Of their own, so that what a fault draws does not depend on how fast jobs are accepted.
  const [ofJobs, ofFaults] = [diceOf(`${seed} jobs`), diceOf(`${seed} faults`)];
  await publishWorkload(installation);
  const over = new AbortController();
  const breaking = breakThings(installation, options, ofFaults, over.signal);
  const accepted = await startJobs(installation, jobs, ofJobs);
  say(`${accepted.length} jobs accepted`);
  await until(async () => ((await left(installation, accepted)) === 0 ? true : undefined));
  over.abort();
  const done = await breaking;
  const { attempts, moreThanOnce } = await until(() => figures(installation, accepted));
  const broken = await until(() => brokenPromises(installation, accepted));
  const seconds = Math.round((monotonicNow() - began) / 1_000);
  return { seed, jobs, faults: done, seconds, attempts, moreThanOnce, broken };
}

async function left({ db }: Installation, names: readonly string[]): Promise<number> {
  await delay(250);
  const { open } = await db.one<{ open: number }>(
    sql`select count(*)::int as open from job where name = any(${[...names]}) and ended_at is null`,
  );
  return open;
}

async function breakThings(
  installation: Installation,
  { faults: names, mostFaults = Infinity, pauseMilliseconds, say }: ChaosOptions,
  dice: Dice,
  over: AbortSignal,
): Promise<number> {
  let [done, round]: [number, string[]] = [0, []];
  while (!over.aborted && done < mostFaults) {
    if (round.length === 0) round = shuffled(names, dice);
    const fault = round.pop()!;
    const point = dice.pick(points);
    await delay(dice.below(pauseMilliseconds), over);
    const came = await reached(installation, point);
    if (over.aborted) break;
    const what = await faults[fault]!(installation, dice);
    done += 1;
    say(`${done}. ${came ? `at '${point}'` : `('${point}' did not come)`}: ${what}`);
  }
  return done;
}

function shuffled(names: readonly string[], dice: Dice): string[] {
  const left = [...names];
  return names.map(() => left.splice(dice.below(left.length), 1)[0]!);
}
