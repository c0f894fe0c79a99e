/**
 * Runs every test project and ends with a line of true counts. A test that could not run here
 * says why in its own result and is counted as skipped, never as passed. Where few files fail, they run once more by
 * themselves; what passes then is named, since it hints at a race that should be found.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { repository } from './rooms.ts';
import { type Report, countsOf, filesToRunAgain } from './test-report.ts';

const root = fileURLToPath(repository);

/** What failed must be among what runs again, whichever share of its table it was in. */
const wholeTables = { ROWS: 'whole', PWSH_ROWS: 'whole', EXAMPLES: 'whole', ORACLE: 'whole' };

const first = run(process.argv.slice(2));
if (first === undefined) {
  console.error('The tests ended without a report.');
  process.exitCode = 1;
} else {
  const files = filesToRunAgain(first);
  if (files.length > 0) console.log(`Run again, alone: ${files.join(', ').replaceAll(root, '')}`);
  const { passed, failed, skipped, passedAgain } = countsOf(
    first,
    files.length > 0 ? run(files, wholeTables) : undefined,
  );
  for (const test of passedAgain)
    console.log(`Failed at first, and passed when it ran again: ${test.replace(root, '')}`);
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}

function run(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Report | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-report-'));
  const file = join(folder, 'report.json');
  const { status } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...args,
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, ...environment, NODE_OPTIONS: '' } },
  );
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
    // Errors outside of any test fail the run, and no test tells of them.
    return { ...report, success: report.success && status === 0 };
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
