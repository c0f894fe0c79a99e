import { glob, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

interface Refused {
  readonly name: string;
  readonly reason: string;
  readonly remedy: string;
  readonly onlyWith?: readonly string[];
  readonly onlyWithout?: readonly string[];
}

const source = fileURLToPath(new URL('../src/', import.meta.url));
const refused = JSON.parse(await readFile(`${source}RefusedCommands.json`, 'utf8')) as readonly Refused[];

/** The cmdlets that the sources define, as `Verb-Noun` in lower case. */
async function defined(): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for await (const file of glob('*/**/*.cs', { cwd: source, exclude: ['*/obj/**', '*/bin/**'] })) {
    const text = await readFile(source + file, 'utf8');
    for (const [, verb, noun] of text.matchAll(/\[Cmdlet\("?(?:Verbs\w+\.)?(\w+)"?, "(\w+)"/g))
      names.add(`${verb}-${noun}`.toLowerCase());
  }
  return names;
}

test('each refused command is named once, with a reason and a remedy in sentences', () => {
  const names = refused.map(({ name }) => name.toLowerCase());
  expect(names).toEqual([...new Set(names)].toSorted());
  for (const { reason, remedy } of refused) {
    expect(reason).toMatch(/^[A-Z].*\.$/);
    expect(remedy).toMatch(/^[A-Z].*\.$/);
  }
});

test('what is implemented is refused only with or without some parameter', async () => {
  const cmdlets = await defined();
  expect(cmdlets.size).toBeGreaterThan(80);
  const whole = refused.filter(
    ({ onlyWith, onlyWithout }) => onlyWith === undefined && onlyWithout === undefined,
  );
  expect(whole.map(({ name }) => name).filter((name) => cmdlets.has(name.toLowerCase()))).toEqual([]);
});
