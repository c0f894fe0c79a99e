import { expect, test } from 'vitest';

import { silentLogger } from '#kernel';

import { createWaiters } from './waiters.ts';

function waitersOver(work: string[]) {
  const givenBack: string[] = [];
  const waiters = createWaiters<'job'>({
    // The backstop never comes: what is served here was woken.
    backstopMilliseconds: 2 ** 31 - 1,
    logger: silentLogger,
    fetch: async (_topic, most) => work.splice(0, most),
    giveBack: async (_topic, id) => void givenBack.push(id),
  });
  return { waiters, givenBack };
}

test('a waiter is served when it is woken, without any poll', async () => {
  const work: string[] = [];
  const { waiters } = waitersOver(work);
  const waiting = waiters.wait(['job'], 60_000, undefined);
  work.push('one');
  waiters.wake('job');
  expect(await waiting).toEqual({ topic: 'job', id: 'one' });
  waiters.stop();
});

test('as many are fetched as wait, each gets its own', async () => {
  const work: string[] = [];
  const { waiters } = waitersOver(work);
  const waiting = [1, 2, 3].map(() => waiters.wait(['job'], 60_000, undefined));
  work.push('a', 'b', 'c', 'd');
  waiters.wake('job');
  expect((await Promise.all(waiting)).map((got) => got?.id)).toEqual(['a', 'b', 'c']);
  expect(work).toEqual(['d']);
  waiters.stop();
});

test('work that was fetched for a waiter who left is given back', async () => {
  const asked = Promise.withResolvers<void>();
  const fetched = Promise.withResolvers<string[]>();
  const givenBack = Promise.withResolvers<string>();
  const waiters = createWaiters<'job'>({
    backstopMilliseconds: 2 ** 31 - 1,
    logger: silentLogger,
    fetch() {
      asked.resolve();
      return fetched.promise;
    },
    giveBack: async (_topic, id) => givenBack.resolve(id),
  });
  const leaving = new AbortController();
  const waiting = waiters.wait(['job'], 60_000, leaving.signal);
  await asked.promise;
  leaving.abort();
  expect(await waiting).toBeUndefined();
  fetched.resolve(['late']);
  expect(await givenBack.promise).toBe('late');
  waiters.stop();
});
