import { afterAll } from 'vitest';

import { beginFile, endFile } from './after-file.ts';

// For `setupFiles` of Vitest: it runs before each test file, so that its `afterAll` is of that file, and runs last.
beginFile();
afterAll(endFile);
