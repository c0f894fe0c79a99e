import { expect, test } from 'vitest';

import { type Report, countsOf, filesToRunAgain } from './test-report.ts';

/** `{ 'a.test.ts': { one: 'passed' } }`: files, their tests, and how each ended. */
function reportOf(files: Readonly<Record<string, Readonly<Record<string, string>>>>): Report {
  const testResults = Object.entries(files).map(([name, tests]) => ({
    name,
    status: Object.values(tests).includes('failed') ? ('failed' as const) : ('passed' as const),
    assertionResults: Object.entries(tests).map(([fullName, status]) => ({ fullName, status })),
  }));
  const count = (wanted: string): number =>
    testResults.flatMap(({ assertionResults }) => assertionResults).filter(({ status }) => status === wanted)
      .length;
  return {
    numPassedTests: count('passed'),
    numFailedTests: count('failed'),
    numPendingTests: count('pending'),
    numTodoTests: 0,
    success: count('failed') === 0,
    testResults,
  };
}

test('a run without failures is not repeated, and counted as it is', () => {
  const report = reportOf({ a: { one: 'passed', two: 'pending' } });
  expect(filesToRunAgain(report)).toEqual([]);
  expect(countsOf(report)).toEqual({ passed: 1, failed: 0, skipped: 1, passedAgain: [] });
});

test('few files that fail run again; a test that passes then is counted and named', () => {
  const report = reportOf({ a: { one: 'passed', two: 'failed' }, b: { three: 'passed' } });
  expect(filesToRunAgain(report)).toEqual(['a']);
  expect(countsOf(report, reportOf({ a: { one: 'passed', two: 'passed' } }))).toEqual({
    passed: 3,
    failed: 0,
    skipped: 0,
    passedAgain: ['a: two'],
  });
});

test('what fails again, or was not run again, stays failed', () => {
  const report = reportOf({ a: { one: 'passed', two: 'failed' } });
  for (const again of [
    reportOf({ a: { one: 'passed', two: 'failed' } }),
    reportOf({ a: { one: 'failed', two: 'passed' } }),
    reportOf({ a: { one: 'passed' } }),
    reportOf({}),
  ])
    expect(countsOf(report, again)).toMatchObject({ passed: 1, failed: 1, passedAgain: [] });
});

test('many files that fail are not run again: something is broken', () => {
  const report = reportOf(Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [name, { one: 'failed' }])));
  expect(filesToRunAgain(report)).toEqual([]);
});

test('a file that could not even be loaded is a failure', () => {
  const report = { ...reportOf({ a: {} }), success: false };
  expect(countsOf(report)).toMatchObject({ passed: 0, failed: 1 });
});
