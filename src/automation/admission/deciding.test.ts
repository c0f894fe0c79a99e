import { describe, expect, test } from 'vitest';

import { type Candidate, type Room, decide } from './deciding.ts';

const job = (given: Partial<Candidate> & { key?: string; most?: number } = {}): Candidate => ({
  runbook: 'free',
  concurrency: given.key === undefined ? null : { key: given.key, mostAtOnce: given.most ?? 1 },
  counted: true,
  ...given,
});
const room = (given: Partial<Room> = {}): Room => ({
  account: 10,
  keys: new Map(),
  runbooks: new Map(),
  ...given,
});

describe('who of those that wait begins', () => {
  test('of a key the first, and of another key, too', () => {
    const [a, b, c] = [job({ key: 'ada' }), job({ key: 'Ada' }), job({ key: 'grace' })];
    expect(decide([a, b, c], room())).toEqual([null, 'key', null]);
  });

  test('nobody overtakes one that waits for the same key, whatever its own limit', () => {
    const keys = new Map([['ada', { taken: 1 }]]);
    expect(decide([job({ key: 'ada' }), job({ key: 'ada', most: 5 })], room({ keys }))).toEqual([
      'key',
      'key',
    ]);
  });

  test('who comes while others wait goes behind them, even where there is room', () => {
    const keys = new Map([['ada', { taken: 0, blocked: true }]]);
    expect(decide([job({ key: 'ada' })], room({ keys }))).toEqual(['key']);
  });

  test('a job that waits for its account keeps its key from nobody', () => {
    const child = job({ key: 'ada', counted: false });
    expect(decide([job({ key: 'ada' }), child], room({ account: 0 }))).toEqual(['account', null]);
  });

  test('of a runbook as many as it may, and none of them takes a place of the account while it waits', () => {
    const runbooks = new Map([['single', { taken: 0, most: 1 }]]);
    const single = job({ runbook: 'Single' });
    expect(decide([single, single, job()], room({ account: 2, runbooks }))).toEqual([null, 'runbook', null]);
  });

  test('a job waits for no runbook and no key that a job above it has', () => {
    const above = { runbooks: ['single'], keys: ['ada'] };
    const taken = room({
      runbooks: new Map([['single', { taken: 1, most: 1 }]]),
      keys: new Map([['ada', { taken: 1 }]]),
    });
    expect(decide([job({ runbook: 'single', key: 'ada', above, counted: false })], taken)).toEqual([null]);
  });

  test('children and jobs for groups begin while the account is full', () => {
    expect(decide([job(), job({ counted: false })], room({ account: 0 }))).toEqual(['account', null]);
  });
});
