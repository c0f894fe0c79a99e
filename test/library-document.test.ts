import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import * as tenantry from '#tenant';

/** What the blocks of the document may import: the real things. */
const modules: Readonly<Record<string, object>> = {
  'tenantry/tenant': tenantry,
  vitest: { afterAll, beforeAll, beforeEach, expect, test },
  '@azure/identity': await import('@azure/identity'),
  '@azure/msal-node': await import('@azure/msal-node'),
  '@microsoft/microsoft-graph-client': await import('@microsoft/microsoft-graph-client'),
};

const document = readFileSync(new URL('../docs/tenant-library.md', import.meta.url), 'utf8');
const sections = document.split(/^## /m).flatMap((section) => {
  const title = section.split('\n')[0]!.replace(/^# /, '');
  return [...section.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => ({ title, code }));
});

test('the document has blocks of code', () => {
  expect(sections.length).toBeGreaterThan(5);
});

for (const { title, code } of sections) {
  describe(`docs/tenant-library.md: ${title}`, async () => {
    // A block is a test file of somebody else's: only its imports are put in another way.
    const script = stripTypeScriptTypes(code).replaceAll(
      /^import \{([^}]*)\} from '([^']+)';$/gm,
      (_, names: string, module: string) => `const {${names}} = modules[${JSON.stringify(module)}];`,
    );
    const AsyncFunction = (async () => {}).constructor as new (
      ...parts: string[]
    ) => (of: typeof modules) => Promise<void>;
    await new AsyncFunction('modules', script)(modules);
  });
}
