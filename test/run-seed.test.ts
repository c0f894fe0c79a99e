import { afterEach, expect, test, vi } from 'vitest';

import { runSeed } from '../tools/run-seed.ts';
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
