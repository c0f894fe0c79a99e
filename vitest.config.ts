import { fileURLToPath } from 'node:url';

import { defineConfig } from 'vitest/config';

const integration = ['**/*.integration.test.ts'];
const never = ['**/node_modules/**', '**/dist/**'];

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
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          sequence: { groupOrder: 0 },
          include: ['src/**/*.test.ts', 'runbooks/**/*.test.ts', 'tools/**/*.test.ts', 'test/*.test.ts'],
          exclude: [...integration, ...never],
          execArgv: ['--conditions=source'],
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          sequence: { groupOrder: 1 },
          include: integration,
          exclude: ['test/chaos/**', 'test/e2e/**', ...never],
          globalSetup: ['src/store/testing/global-setup.ts'],
          execArgv: ['--conditions=source'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          // Whole systems: one at a time, since two cores must not decide who wins a race.
          name: 'system',
          sequence: { groupOrder: 2 },
          include: ['test/e2e/**/*.test.ts', 'test/chaos/**/*.test.ts'],
          exclude: never,
          execArgv: ['--conditions=source'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
