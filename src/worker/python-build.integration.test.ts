import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { pythonGroup, withoutPython } from './testing/python.ts';
import { type Workshop, openWorkshop, texts } from './testing/workshop.ts';

describe.skipIf(withoutPython)(pythonGroup, () => {
  let workshop: Workshop;
  beforeAll(async () => {
    workshop = await openWorkshop({ warmHosts: 0, concurrency: 1 });
  });
  afterAll(() => workshop.close());

  const build = (source: string) => workshop.link.enqueueBuild(source, 'tidy-guests', 'Python3');

  test('a Python runbook is checked in the sandbox, is its own artifact, and then runs, on a worker that keeps no host for it', async () => {
    const source = `"""Tidies guests\nof the tenant.\n\nMore of it."""\nimport sys\nprint('hello', *sys.argv[1:])\n`;
    const built = await build(source);
    expect(built).toEqual({
      ok: true,
      artifact: source,
      parameters: [],
      description: 'Tidies guests of the tenant.',
    });
    const id = workshop.link.start(
      source,
      { who: 'Ada' },
      {
        runbook: { name: 'tidy-guests', type: 'Python', artifactHash: workshop.link.publish(source) },
      },
    );
    expect(await workshop.link.end(id)).toMatchObject({ status: 'Completed' });
    expect(texts(workshop.link, id)).toEqual(['hello Ada']);
  });

  test('nothing of it runs while it is checked', async () => {
    const built = await build(`raise SystemExit('it ran')\n`);
    expect(built).toMatchObject({ ok: true });
  });

  test.each([
    [
      'a bracket too many',
      `x = 1\nprint('a'))\n`,
      { line: 2, column: 11, code: 'SyntaxError', message: /unmatched/ },
    ],
    [
      'bad indentation',
      `def f():\nreturn 1\n`,
      { line: 2, column: 1, code: 'IndentationError', message: /indented block/ },
    ],
    [
      'Python 2',
      `x = 1\nprint "hello"\n`,
      { line: 2, column: expect.any(Number), code: 'SyntaxError', message: /print/ },
    ],
    [
      'what the grammar alone lets pass',
      `x = 1\n  \nreturn x\n`,
      { line: 3, column: 1, code: 'SyntaxError', message: /outside function/ },
    ],
    ['a NUL character', `x = 1\0`, { code: 'SyntaxError', message: /null/ }],
    ['nesting without end', '('.repeat(100_000), { line: 1, message: /nested|parenthes/ }],
  ])('%s is told with file, line and column', async (_name, source, { message, ...place }) => {
    const built = await build(source);
    expect(built.ok ? [] : built.diagnostics).toMatchObject([
      { file: 'tidy-guests.py', ...place, message: expect.stringMatching(message) },
    ]);
  });
});
