import { readFileSync, readdirSync } from 'node:fs';

import { expect, test } from 'vitest';

/** Whoever doubts a sheet finds above it where its facts are from. */
const folder = new URL('./', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
const sheets = files.flatMap((file) => {
  const text = readFileSync(new URL(file, folder), 'utf8');
  return [...text.matchAll(/(\/\*\*(?:[^*]|\*(?!\/))*\*\/\n)?export const (\w+) = entity</g)].map(
    ([, comment, name]) => [name!, comment ?? ''] as const,
  );
});

test('sheets are found', () => expect(sheets.length).toBeGreaterThan(40));

test.each(sheets)('%s names its source', (_name, comment) => {
  expect(comment).toMatch(/Source: /);
});
