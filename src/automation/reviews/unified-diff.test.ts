import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { unifiedDiff } from './unified-diff.ts';

const lines = (...each: (string | number)[]): string => each.map((line) => `${line}\n`).join('');

test('a changed line is shown with three around it', () => {
  const before = lines(1, 2, 3, 4, 5, 6, 7, 8, 9);
  const after = lines(1, 2, 3, 4, 'five', 6, 7, 8, 9);
  expect(unifiedDiff(before, after, 'tidy')).toBe(
    lines(
      '--- tidy (published)',
      '+++ tidy (draft)',
      '@@ -2,7 +2,7 @@',
      ' 2',
      ' 3',
      ' 4',
      '-5',
      '+five',
      ' 6',
      ' 7',
      ' 8',
    ),
  );
});

test('a first version is all new; the same text has no difference', () => {
  expect(unifiedDiff('', lines('a', 'b'), 'x')).toBe(
    lines('--- x (published)', '+++ x (draft)', '@@ -0,0 +1,2 @@', '+a', '+b'),
  );
  expect(unifiedDiff('a\n', 'a\n', 'x')).toBe('');
});

test('changes far apart are hunks of their own, near ones are one', () => {
  const before = Array.from({ length: 40 }, (_, at) => String(at));
  const after = before.with(2, 'two').with(6, 'six').with(30, 'thirty');
  const headers = unifiedDiff(lines(...before), lines(...after), 'x').match(/^@@.*$/gm);
  expect(headers).toEqual(['@@ -1,10 +1,10 @@', '@@ -28,7 +28,7 @@']);
});

test('the draft comes out when the difference is applied to what is published', () => {
  const line = fc.constantFrom('a', 'b', 'c', '', 'the same');
  fc.assert(
    fc.property(fc.array(line, { maxLength: 25 }), fc.array(line, { maxLength: 25 }), (before, after) => {
      expect(applied(before, unifiedDiff(lines(...before), lines(...after), 'x'))).toEqual(after);
    }),
    { numRuns: 500 },
  );
});

test('patch(1) takes it', { skip: !hasPatch() }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-diff-'));
  const before = lines(...Array.from({ length: 60 }, (_, at) => `line ${at % 7} of ${at}`));
  const after = before.replace('line 3 of 10\n', '').replace('line 2 of 30', 'changed').concat('more\n');
  writeFileSync(join(folder, 'runbook'), before);
  execFileSync('patch', [join(folder, 'runbook')], { input: unifiedDiff(before, after, 'runbook') });
  expect(readFileSync(join(folder, 'runbook'), 'utf8')).toBe(after);
  rmSync(folder, { recursive: true });
});

test('long texts that have nothing in common are shown whole, in a moment', () => {
  const many = (word: string): string => lines(...Array.from({ length: 20_000 }, (_, at) => `${word} ${at}`));
  const shown = unifiedDiff(many('old'), many('new'), 'x');
  expect(shown.match(/^-old/gm)).toHaveLength(20_000);
  expect(shown.match(/^\+new/gm)).toHaveLength(20_000);
});

function hasPatch(): boolean {
  try {
    execFileSync('patch', ['--version']);
    return true;
  } catch {
    return false;
  }
}

/** Reads hunks as the format says, checking that what they take away is there. */
function applied(before: readonly string[], diff: string): readonly string[] {
  const result: string[] = [];
  let at = 0;
  for (const line of diff.split('\n').slice(2, -1)) {
    const [, start, count] = /^@@ -(\d+),(\d+)/.exec(line) ?? [];
    if (start !== undefined) {
      const from = count === '0' ? Number(start) : Number(start) - 1;
      while (at < from) result.push(before[at++]!);
      continue;
    }
    if (line.startsWith('+')) result.push(line.slice(1));
    else {
      expect(before[at]).toBe(line.slice(1));
      if (line.startsWith(' ')) result.push(line.slice(1));
      at += 1;
    }
  }
  return [...result, ...before.slice(at)];
}
