import { afterAll } from 'vitest';

/**
 * What is to end with the test file. Vitest hears of an `afterAll` while a file is collected only, so it never runs one that a `beforeAll`
 * or a test names; this one it hears of when the file imports it.
 */
export function afterFile(end: () => unknown): void {
  endings.push(end);
}

const endings: (() => unknown)[] = [];

afterAll(async () => {
  const failures: unknown[] = [];
  // The latest first, as it may use what came before; each, whatever became of the others.
  for (const end of endings.splice(0).toReversed()) {
    try {
      await end();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures.length === 1 ? failures[0] : new AggregateError(failures);
});
