import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { silentLogger } from '#kernel';
import type { Database } from '#store';

import { createSilenceWatch } from './silence.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('for how long workers could be heard is counted from the last outage', async () => {
  let isAway = false;
  const transaction = async (work: (tx: unknown) => Promise<unknown>) => {
    if (isAway) throw new Error('the database is away');
    return work({ one: async () => ({ mine: true }), query: async () => [] });
  };
  const heard: number[] = [];
  const watch = createSilenceWatch({
    db: { transaction } as unknown as Database,
    takeBackSilent: async (seconds) => void heard.push(seconds),
    logger: silentLogger,
  });
  watch.start();
  await vi.advanceTimersByTimeAsync(5_000);
  isAway = true;
  await vi.advanceTimersByTimeAsync(20_000);
  isAway = false;
  await vi.advanceTimersByTimeAsync(4_000);
  const ended = watch.stop();
  await vi.advanceTimersByTimeAsync(2_000);
  await ended;
  expect(heard).toEqual([0, 2, 4, 0, 2]);
});
