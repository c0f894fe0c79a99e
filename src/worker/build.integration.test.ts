import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { type Workshop, openWorkshop, packageRoot, texts } from './testing/workshop.ts';

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());

const build = (source: string, name?: string) => workshop.link.enqueueBuild(source, name);
const head = `import { defineRunbook } from 'tenantry/runbook';\nimport { z } from 'zod';\n`;

test('a runbook is built in the sandbox, described, and then runs', async () => {
  const source = `${head}export default defineRunbook({
    description: 'Greets.',
    parameters: z.object({ name: z.string().describe('Who.'), loud: z.boolean().default(false) }),
    run: ({ params }) => \`hello \${params.name}\${params.loud ? '!' : ''}\`,
  });`;
  const built = await build(source);
  expect(built).toMatchObject({
    ok: true,
    description: 'Greets.',
    parameters: [
      { name: 'name', type: 'System.String', isMandatory: true, position: 0, description: 'Who.' },
      { name: 'loud', type: 'System.Boolean', isMandatory: false, position: 1, defaultValue: 'false' },
    ],
  });
  const again = await build(source);
  expect(again).toEqual(built);
  const artifact = built.ok ? built.artifact : '';
  expect(artifact).not.toContain(packageRoot);
  expect(artifact).not.toMatch(/\/tmp\//);
  const id = workshop.link.start(artifact, { name: 'Ada', loud: 'true' });
  expect(await workshop.link.end(id)).toMatchObject({ status: 'Completed' });
  expect(texts(workshop.link, id)).toEqual(['hello Ada!']);
});

test('the ready-made runbook builds', async () => {
  const source = readFileSync(join(packageRoot, 'runbooks/offboard-user/offboard-user.ts'), 'utf8');
  expect(await build(source, 'offboard-user')).toMatchObject({ ok: true });
});

test.each([
  [
    'a type error',
    `${head}export default defineRunbook({ parameters: z.object({ a: z.string() }),\n  run({ params }) {\n    return params.b;\n  } });`,
    { line: 5, column: 19, code: 'TS2339' },
  ],
  ['bad syntax', `${head}export default defineRunbook({`, { line: 3, code: expect.any(String) }],
  ['a package that it may not have', `import 'fastify';\n${head}`, { line: 1, code: 'PackageNotInRunbook' }],
  [
    'another file',
    `import { a } from './a.ts';\n${head}\nconsole.log(a);`,
    { line: 1, code: 'FileNotInRunbook' },
  ],
  ['no runbook', `export default 42;`, { line: 1, code: 'NoRunbookInFile' }],
  [
    'top-level code that throws',
    `${head}\nfunction broken(): never {\n  throw new Error('no such thing');\n}\nexport default broken();`,
    { line: 5, code: 'RunbookFailsToLoad', message: expect.stringContaining('no such thing') },
  ],
  [
    'parameters that JSON cannot carry',
    `${head}export default defineRunbook({ parameters: z.object({ on: z.date() }), run() {} });`,
    { code: 'ParametersNotDescribable' },
  ],
  [
    'top-level code that reads the machine',
    `import { readFileSync } from 'node:fs';\n${head}readFileSync('/etc/hostname');\nexport default 1;`,
    { line: 4, code: 'RunbookFailsToLoad' },
  ],
] as const)('%s is told with file and line', async (_name, source, expected) => {
  const built = await build(source);
  expect(built).toMatchObject({ ok: false });
  expect(built.ok ? [] : built.diagnostics[0]).toMatchObject({ file: 'test-runbook.ts', ...expected });
});
