import fc from 'fast-check';
import { expect, test } from 'vitest';

import { compareVersions, demandVersion, parseVersion } from './package-version.ts';
import { includes, intersection, mayBePrerelease, onlyVersion, parseRange } from './version-range.ts';

test('versions are in the order of NuGet', () => {
  const ordered = [
    '0.9',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0',
    '1.0.0.1',
    '1.2',
    '1.10',
  ];
  const shuffled = ordered.toReversed().map(demandVersion).toSorted(compareVersions);
  expect(shuffled.map(({ normalized }) => normalized)).toEqual(
    ordered.map((text) => demandVersion(text).normalized),
  );
  expect(compareVersions(demandVersion('1.0.0-BETA'), demandVersion('1.0-beta+build.7'))).toBe(0);
});

test.each([
  ['1', '1.0.0'],
  ['1.02', '1.2.0'],
  ['1.2.3.0', '1.2.3'],
  ['1.2.3.4', '1.2.3.4'],
  ['1.2.3-Beta.1+meta', '1.2.3-Beta.1'],
])('%s is written %s in addresses', (text, normalized) => {
  expect(demandVersion(text).normalized).toBe(normalized);
});

test.each(['', 'v1', '1.', '1.2.3.4.5', '1.0-', '1.0-a..b', '1 0', '1'.repeat(40), '../1.0'])(
  '%j is no version',
  (text) => {
    expect(parseVersion(text)).toBeUndefined();
  },
);

test.each([
  ['[1.0,2.0)', ['1.0', '1.9.9'], ['0.9', '2.0']],
  ['(1.0,2.0]', ['1.0.1', '2.0'], ['1.0', '2.0.1']],
  ['[1.0]', ['1.0', '1.0.0.0'], ['1.0.1']],
  ['(,1.0]', ['0.1', '1.0'], ['1.1']],
  ['[1.0,)', ['1.0', '99'], ['0.9']],
  ['[2.8.0, )', ['2.8.0', '3.0'], ['2.7']],
  ['', ['0.0.1'], []],
  ['*', ['5'], []],
])('%s holds what it says', (text, inside, outside) => {
  const range = parseRange(text, 'exactly');
  for (const version of inside)
    expect([version, includes(range, demandVersion(version))]).toEqual([version, true]);
  for (const version of outside)
    expect([version, includes(range, demandVersion(version))]).toEqual([version, false]);
});

test('a version alone is that one for people, and the oldest for a dependency', () => {
  expect(onlyVersion(parseRange('1.0', 'exactly'))?.normalized).toBe('1.0.0');
  expect(parseRange('1.0', 'at least').text).toBe('[1.0.0, )');
  expect(mayBePrerelease(parseRange('[1.0-a,2.0)', 'exactly'))).toBe(true);
  expect(mayBePrerelease(parseRange('[1.0,2.0)', 'exactly'))).toBe(false);
});

test.each(['[1.0', '1.0]', '(1.0)', '[2.0,1.0]', '[1,2,3]', '[]', '[x,y]'])('%s is no range', (text) => {
  expect(() => parseRange(text, 'exactly')).toThrow(/is no version/);
});

test('a range that was written is read as the same range', () => {
  const version = fc.tuple(fc.nat(20), fc.nat(20), fc.nat(20)).map((numbers) => numbers.join('.'));
  fc.assert(
    fc.property(version, version, version, fc.boolean(), fc.boolean(), (a, b, probe, left, right) => {
      const [low, high] = [a, b]
        .map(demandVersion)
        .toSorted(compareVersions)
        .map(({ normalized }) => normalized);
      const range = parseRange(`${left ? '[' : '('}${low},${high}${right ? ']' : ')'}`, 'exactly');
      const again = parseRange(range.text, 'exactly');
      if (low !== high)
        expect(includes(again, demandVersion(probe))).toBe(includes(range, demandVersion(probe)));
    }),
  );
});

test.each([
  ['[1.0,3.0)', '[2.0,)', '[2.0.0, 3.0.0)'],
  ['[1.0,2.0]', '[2.0,)', '[2.0.0]'],
  ['[1.0,2.0)', '[2.0,)', undefined],
  ['[1.0]', '[2.0]', undefined],
  ['(1.0,)', '[1.0,)', '(1.0.0, )'],
  ['*', '(,1.0)', '(, 1.0.0)'],
])('of %s and %s both hold %s', (a, b, both) => {
  for (const [x, y] of [
    [a, b],
    [b, a],
  ] as const)
    expect(intersection(parseRange(x, 'exactly'), parseRange(y, 'exactly'))?.text).toBe(both);
});
