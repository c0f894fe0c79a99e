import { expect, test } from 'vitest';

import { commonVersion, linkVersions, sayVersions } from './versions.ts';

const range = (oldest: number, newest: number) => ({ oldest, newest });

test.each([
  ['the same release', range(1, 2), '1-2', 2],
  ['a worker of an earlier one', range(1, 2), '1-3', 2],
  ['a worker of a later one', range(2, 3), '1-2', 2],
  ['one that says nothing', range(1, 2), undefined, 1],
  ['one that says nonsense', range(1, 2), 'newest', 1],
])('%s: the newest version that both know', (_what, ours, said, common) => {
  expect(commonVersion('worker', ours, said)).toBe(common);
});

test.each([
  ['worker', range(3, 4), '1-2', { worker: '3-4', controlPlane: '1-2' }],
  ['controlPlane', range(3, 4), '1-2', { worker: '1-2', controlPlane: '3-4' }],
  ['worker', range(2, 3), undefined, { worker: '2-3', controlPlane: '1-1' }],
] as const)('a %s that knows none of the other side says so, with what to do', (side, ours, said, values) => {
  expect(() => commonVersion(side, ours, said)).toThrow(
    expect.objectContaining({
      code: 'LinkVersionUnsupported',
      values,
      advice: expect.stringContaining('Bring the older of the two'),
    }),
  );
});

test('this release speaks the version before it', () => {
  expect(linkVersions.newest - linkVersions.oldest).toBeGreaterThanOrEqual(1);
  expect(sayVersions(linkVersions)).toBe('1-2');
});
