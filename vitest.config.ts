import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

import { defineConfig } from 'vitest/config';

import { isBuilt } from './bin/built.js';
import { runSeed } from './tools/run-seed.ts';
import { folderOfTests } from './tools/test-folder.ts';

const disk = tmpdir();
// The processes of the tests have it from here.
process.env['TMPDIR'] = folderOfTests();

const integration = ['**/*.integration.test.ts'];
/** Those that need nothing of the machine for themselves, the longest first. */
const together = [
  'test/e2e/hybrid-workers.test.ts',
  'test/e2e/backup.test.ts',
  'test/e2e/modules.test.ts',
  'test/e2e/unattended.test.ts',
  'test/e2e/portal.test.ts',
  'test/chaos/promises.test.ts',
  'test/chaos/children.test.ts',
  'test/e2e/snippets.test.ts',
  'test/e2e/environments.test.ts',
  'test/e2e/child-runbooks.test.ts',
  'test/e2e/workflow-suspension.test.ts',
  'test/e2e/source-control.test.ts',
  'test/e2e/examples.test.ts',
  'test/e2e/managed-identity.test.ts',
  'test/e2e/traces.test.ts',
  'test/e2e/python.test.ts',
  'test/e2e/test-jobs.test.ts',
];
/** Replaces what a room exports, so that it has its own copy of every module. */
const mocked = ['test/secrets/without-redaction.integration.test.ts'];
const never = ['**/node_modules/**', '**/dist/**'];

/** What whole systems compile is compiled once, not for each home: more than a third of the start of a system from its sources. */
const compiled = fileURLToPath(new URL('node_modules/.cache/tenantry-compiled', import.meta.url));

/**
 * Files of a process one after the other, each module evaluated once: reading all rooms takes a file longer than most of its tests, and
 * code that has run is quick. What a file changes of the process (environment, `dns`, timers) it restores.
 */
const shared = { isolate: false, setupFiles: ['src/store/testing/end-of-file.ts'] };

const integrated = {
  globalSetup: ['src/store/testing/global-setup.ts'],
  execArgv: ['--conditions=source'],
  testTimeout: 60_000,
  hookTimeout: 60_000,
  // One more than processors: many wait for a process or for the database now and then.
  maxWorkers: 3,
};

/**
 * Where nothing changed since the build, whole systems run as they are shipped, as the command line does: their processes start in a
 * third of the time.
 */
const shipped = isBuilt(fileURLToPath(new URL('.', import.meta.url)))
  ? { alias: [{ find: '#main', replacement: fileURLToPath(new URL('dist/main/index.js', import.meta.url)) }] }
  : {};

const systems = {
  ...shared,
  env: { NODE_COMPILE_CACHE: compiled },
  execArgv: ['--conditions=source'],
  testTimeout: 120_000,
  hookTimeout: 120_000,
};

/**
 * Three kinds of test, one after the other: `unit` is quick and alone, `integration` uses real parts, `system` starts and
 * kills whole systems.
 */
export default defineConfig({
  // As Node.js resolves a room in the repository: to its source.
  resolve: {
    alias: [{ find: /^#([\w-]+)$/, replacement: fileURLToPath(new URL('src/$1/index.ts', import.meta.url)) }],
  },
  test: {
    passWithNoTests: false,
    env: { RUN_SEED: String(runSeed()) },
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: 'unit',
          sequence: { groupOrder: 0 },
          include: [
            'src/**/*.test.ts',
            'runbooks/**/*.test.ts',
            'tools/**/*.test.ts',
            'portal/**/*.test.ts',
            'test/*.test.ts',
          ],
          exclude: [...integration, ...never],
          execArgv: ['--conditions=source'],
          // Each takes far less; on a machine that is busy with something else the longest take some seconds.
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          ...integrated,
          ...shared,
          name: 'integration',
          sequence: { groupOrder: 1 },
          include: integration,
          exclude: ['test/chaos/**', 'test/e2e/**', ...mocked, ...never],
        },
      },
      {
        extends: true,
        test: {
          ...integrated,
          setupFiles: shared.setupFiles,
          name: 'mocked',
          sequence: { groupOrder: 1 },
          include: mocked,
        },
      },
      {
        extends: true,
        resolve: shipped,
        test: {
          // Whole systems, each with its home and free ports: three at a time, since each waits for itself now and then.
          ...systems,
          name: 'systems',
          sequence: { groupOrder: 2 },
          include: together,
          maxWorkers: 3,
        },
      },
      {
        extends: true,
        test: {
          // One at a time, since two cores must not decide who wins a race, or since they take ports that are told; from the sources, each in
          // a process of its own and on a disk, as somebody starts them.
          ...systems,
          env: { ...systems.env, TMPDIR: disk },
          isolate: true,
          name: 'system',
          sequence: { groupOrder: 3 },
          include: ['test/e2e/**/*.test.ts', 'test/chaos/**/*.test.ts'],
          exclude: [...never, ...together],
          fileParallelism: false,
        },
      },
    ],
  },
});
