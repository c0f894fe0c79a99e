import { expect, test } from 'vitest';

import type { InstallationWorker } from '#client';

import { canaryAttempts } from '../../../src/worker/isolation/canary-targets.ts';
import { concernsOf } from './concerns.ts';
import { meaningOf, verdictOf, weakestOf } from './isolation.ts';

const sandboxed = { boundary: 'bubblewrap', egressEnforced: true } as const;
const plain = { boundary: 'process', egressEnforced: false } as const;
const worker = (name: string, more: Partial<InstallationWorker> = {}): InstallationWorker => ({
  name,
  live: true,
  startedTime: '2026-01-01T00:00:00Z',
  lastSeenTime: '2026-01-01T00:00:00Z',
  places: 2,
  operatingSystem: 'Linux',
  isolation: sandboxed,
  selfTest: [],
  ...more,
});

test.each(Object.values(canaryAttempts))('people are told what it means that a job cannot %s', (what) =>
  expect(meaningOf(what)).not.toBe(''),
);

test('what proves nothing is not counted as refused', () => {
  const { tone, text } = verdictOf(sandboxed, [
    { what: 'a', outcome: 'refused' },
    { what: 'b', outcome: 'unproven' },
  ]);
  expect([tone, text]).toEqual([
    'good',
    expect.stringMatching(/2 things.* 1 were refused.* 1 prove nothing/),
  ]);
});

test('without a sandbox nothing is said to be well', () => expect(verdictOf(plain).tone).toBe('bad'));

test('one worker that isolates nothing decides for all, unless it is gone', () => {
  const open = worker('open', { isolation: plain });
  expect(weakestOf([worker('a'), open])?.name).toBe('open');
  expect(weakestOf([worker('a'), { ...open, live: false }])?.name).toBe('a');
  const none = { jobs: [], alerts: [] };
  expect(concernsOf({ workers: [worker('a'), open], ...none })).toMatchObject([{ tone: 'bad' }]);
  expect(concernsOf({ workers: [worker('a')], ...none })).toEqual([]);
  expect(concernsOf({ workers: [], ...none })[0]?.text).toContain('No worker');
});
