/**
 * What is to end with the test file. Vitest hears of an `afterAll` while a file is collected only, so it never runs one that a `beforeAll`
 * or a test names; this one `end-of-file.ts` names before each file, in a process that may run many.
 */
export function afterFile(end: () => unknown): void {
  if (!isWatched)
    throw new Error('nothing ends here with the file: give the project end-of-file.ts as a setup');
  endings.push(end);
}

const endings: (() => unknown)[] = [];
let isWatched = false;

/** Said before each file by what calls `endFile` after it. */
export function beginFile(): void {
  isWatched = true;
}

export async function endFile(): Promise<void> {
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
}
