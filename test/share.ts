import { seedFor } from './run-seed.ts';

/**
 * Long tables of cases take a share in each run, another one with each commit, so that all tests together stay within the time of a
 * CI. Says which: `ROWS=3 of 8`. The variable takes the same share again, or all with `whole`.
 */
export function shareOf(
  variable: string,
  parts: number,
): { readonly has: (at: number) => boolean; readonly whole: boolean } {
  const given = process.env[variable];
  const whole = given === 'whole';
  const part = Number(whole ? 0 : (given ?? seedFor(variable))) % parts;
  process.stdout.write(`${variable}=${whole ? 'whole' : `${part} of ${parts} shares`}\n`);
  return { whole, has: (at) => whole || at % parts === part };
}
