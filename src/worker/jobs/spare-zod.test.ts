import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { artifactOf, packageRoot } from '../testing/workshop.ts';
import { withoutSpareZod } from './spare-zod.ts';

const parameters = '{ name: z.string() }';

test('an artifact that takes the zod of its host goes there without its own', async () => {
  const artifact = await artifactOf('', parameters);
  const lean = withoutSpareZod(artifact);
  expect(artifact.length).toBeGreaterThan(50_000);
  expect(lean.length).toBeLessThan(10_000);
  expect(lean).toContain('brotliDecompressSync(Buffer.from("","base64"))');
  expect(lean.split('\n').slice(1)).toEqual(artifact.split('\n').slice(1));
});

test('one of an earlier build, which carries it in another way, stays as it is', () => {
  const folder = join(packageRoot, 'test/journals/0.1.0');
  const { artifact } = JSON.parse(readFileSync(join(folder, 'shapes-typescript.json'), 'utf8')) as {
    artifact: string;
  };
  expect(artifact).toContain('globalThis[Symbol.for("tenantry.warm")]');
  expect(withoutSpareZod(artifact)).toBe(artifact);
});

test('one that hosts have no zod for keeps its own', async () => {
  const artifact = await artifactOf('', parameters);
  const older = artifact.replace(/"zod@\d/, '"zod@3');
  expect(withoutSpareZod(older)).toBe(older);
  const withLocales = await artifactOf(`log.output(Object.keys(z.locales).length)`, parameters);
  expect(withoutSpareZod(withLocales)).toBe(withLocales);
});

test('what a runbook says itself stays, and what is no TypeScript', async () => {
  const quoted = await artifactOf(`log.output('globalThis[Symbol.for("tenantry.warm")]')`);
  expect(withoutSpareZod(withoutSpareZod(quoted))).toBe(withoutSpareZod(quoted));
  const own = `let text = 1;\n${(await artifactOf('', parameters)).split('\n')[0]}`;
  expect(withoutSpareZod(own)).toBe(own);
  expect(withoutSpareZod('print("hello")\n')).toBe('print("hello")\n');
});
