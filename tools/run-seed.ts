import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';

/**
 * The number from which a run draws its seeds and shares: a commit is tested alike wherever that is done, and each commit otherwise.
 * `RUN_SEED=7` draws what another run drew, `RUN_SEED=random` what none has yet.
 */
export function runSeed(): number {
  const given = process.env['RUN_SEED'];
  if (given === 'random') return randomInt(2 ** 28);
  if (given !== undefined && !/^\d{1,9}$/.test(given))
    throw new Error(`RUN_SEED is ${JSON.stringify(given)}: give a number of at most nine digits, or random`);
  return given === undefined ? ofCommit() : Number(given);
}

function ofCommit(): number {
  try {
    const commit = execFileSync('git', ['rev-parse', 'HEAD'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return Number.parseInt(commit.slice(0, 7), 16);
  } catch {
    // The sources without their history.
    return 1;
  }
}
