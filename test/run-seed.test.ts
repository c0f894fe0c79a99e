import { afterEach, expect, test, vi } from 'vitest';

import { outOfTurn, runSeed } from '../tools/run-seed.ts';
import { seedFor } from './run-seed.ts';

afterEach(() => vi.unstubAllEnvs());

test('one commit draws the same each time, and each part something else', () => {
  vi.stubEnv('RUN_SEED', undefined);
  expect(runSeed()).toBe(runSeed());
  vi.stubEnv('RUN_SEED', String(runSeed()));
  expect(seedFor('chaos')).toBe(seedFor('chaos'));
  expect(seedFor('chaos')).not.toBe(seedFor('fuzzing'));
});

test('neighbouring numbers draw every share', () => {
  const shares = Array.from({ length: 64 }, (_, at) => {
    vi.stubEnv('RUN_SEED', String(1000 + at));
    return seedFor('ORACLE') % 6;
  });
  expect(new Set(shares).size).toBe(6);
});

test('a seed that is none says what to give', () => {
  vi.stubEnv('RUN_SEED', 'seven');
  expect(() => runSeed()).toThrow(/give a number of at most nine digits, or random/);
});

test('files that take turns are all run by two neighbouring numbers, and one that is asked for by each', () => {
  const files = ['test/a.test.ts', 'test/b.test.ts', 'test/c.test.ts'];
  const left = (seed: number, ...asked: string[]): string[] => {
    vi.stubEnv('LONG', undefined);
    return outOfTurn(files, seed, asked);
  };
  expect([left(6), left(7)]).toEqual([['test/b.test.ts'], ['test/a.test.ts', 'test/c.test.ts']]);
  expect(left(7, 'run', 'test/c.test.ts')).toEqual(['test/a.test.ts']);
  expect(left(7, '/somewhere/test/a.test.ts', './test/c.test.ts')).toEqual([]);
  vi.stubEnv('LONG', 'whole');
  expect(outOfTurn(files, 7)).toEqual([]);
  vi.stubEnv('LONG', '2');
  expect(() => outOfTurn(files, 7)).toThrow(/give 0, 1 or whole/);
});
