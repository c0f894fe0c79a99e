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

/**
 * Of these files, every second one: those that this run leaves to the runs of other commits. Says which. `LONG=0`, `LONG=1` or
 * `LONG=whole` decides otherwise, and what was asked for by its path is never left out.
 */
export function outOfTurn(files: readonly string[], seed: number, asked: readonly string[] = []): string[] {
  const given = process.env['LONG'] ?? String(seed % 2);
  // Also told to the processes that read the configuration again.
  if (process.env['LONG'] === undefined)
    process.stdout.write(`LONG=${given} of 2 shares of ${files.length} files\n`);
  process.env['LONG'] = given;
  if (given === 'whole') return [];
  if (given !== '0' && given !== '1') throw new Error(`LONG is ${JSON.stringify(given)}: give 0, 1 or whole`);
  const isAsked = (file: string): boolean =>
    asked.some(
      (path) => path.includes('/') && (path.endsWith(file) || file.includes(path.replace(/^\.\//, ''))),
    );
  return files.filter((file, at) => at % 2 !== Number(given) && !isAsked(file));
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
