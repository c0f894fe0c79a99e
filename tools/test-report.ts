/** What Vitest writes as JSON, as much of it as the counts need. */
export interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly success: boolean;
  readonly testResults: readonly FileReport[];
}

export interface FileReport {
  /** The file's path. */
  readonly name: string;
  readonly status: 'passed' | 'failed';
  readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
}

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Failed at first, and passed when its file ran again by itself: named, since it hints at a race. */
  readonly passedAgain: readonly string[];
}

/** So many failing files may be the machine's fault; with more of them something is broken. */
const mostAgain = 3;

/** The files to run once more, alone. */
export function filesToRunAgain({ testResults }: Report): readonly string[] {
  const failed = testResults.filter(({ status }) => status === 'failed').map(({ name }) => name);
  return failed.length <= mostAgain ? failed : [];
}

/** The counts of a run, and of the run of its failed files after it. */
export function countsOf(report: Report, again?: Report): Counts {
  const skipped = report.numPendingTests + report.numTodoTests;
  // A file that failed to load has no tests of its own to count: it is a failure all the same.
  const failed = Math.max(report.numFailedTests, report.success ? 0 : 1);
  const plain = { passed: report.numPassedTests, failed, skipped, passedAgain: [] };
  // Only a second run in which nothing at all fails says that it was not the code.
  if (again === undefined || !again.success || again.numPassedTests === 0) return plain;
  const failures = testsOf(report, 'failed');
  const passes = new Set(testsOf(again, 'passed'));
  if (failures.length === 0 || !failures.every((test) => passes.has(test))) return plain;
  return { passed: plain.passed + failures.length, failed: 0, skipped, passedAgain: failures };
}

function testsOf({ testResults }: Report, wanted: string): string[] {
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.filter(({ status }) => status === wanted).map(({ fullName }) => `${name}: ${fullName}`),
  );
}
