/**
 * Runs every test project and ends with a line of true counts. A test that could not run here
 * says why in its own result and is counted as skipped, never as passed.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { repository } from './rooms.ts';

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numFailedTestSuites: number;
  readonly success: boolean;
}

const root = fileURLToPath(repository);
const folder = mkdtempSync(join(tmpdir(), 'tenantry-report-'));
const file = join(folder, 'report.json');

const run = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, NODE_OPTIONS: '' } },
);

const report = readReport();
rmSync(folder, { recursive: true, force: true });
if (report === undefined) {
  console.error('The tests ended without a report.');
  process.exitCode = 1;
} else {
  // A file that failed to load has no tests of its own to count: it is a failure all the same.
  const failed = Math.max(report.numFailedTests, report.success ? 0 : 1);
  const skipped = report.numPendingTests + report.numTodoTests;
  console.log(
    `${report.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
  );
  const fine = run.status === 0 && failed === 0 && report.numPassedTests > 0;
  process.exitCode = fine ? 0 : 1;
}

function readReport(): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return undefined;
  }
}
