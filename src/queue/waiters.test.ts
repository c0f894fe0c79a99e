import { expect, test } from 'vitest';

import { silentLogger } from '#kernel';

import { createWaiters } from './waiters.ts';

function waitersOver(work: string[], mostAtOnce = 10) {
  const fetches: number[] = [];
  const givenBack: string[] = [];
  const waiters = createWaiters<'job'>({
    // The backstop never comes: what is served here was woken.
    backstopMilliseconds: 2 ** 31 - 1,
    logger: silentLogger,
    mostAtOnce,
    fetch: async ([topic = 'job'], most) => {
      fetches.push(most);
      return work.splice(0, most).map((id) => ({ topic, id }));
    },
    giveBack: async (_topic, id) => void givenBack.push(id),
  });
  return { waiters, givenBack, fetches };
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

test('of many who wait some are served by one fetch, and the others by the next ones, while there is work', async () => {
  const work = ['a', 'b', 'c', 'd', 'e'];
  const { waiters, fetches } = waitersOver(work, 2);
  const waiting = Array.from({ length: 7 }, () => waiters.wait(['job'], 60_000, undefined));
  const served = await Promise.all(waiting.slice(0, 5));
  expect(served.map((got) => got?.id)).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(fetches).toEqual([2, 2, 2]);
  waiters.stop();
  expect(await Promise.all(waiting.slice(5))).toEqual([undefined, undefined]);
});

test('work that was fetched for a waiter who left is given back', async () => {
  const asked = Promise.withResolvers<void>();
  const fetched = Promise.withResolvers<{ topic: 'job'; id: string }[]>();
  const givenBack = Promise.withResolvers<string>();
  const waiters = createWaiters<'job'>({
    backstopMilliseconds: 2 ** 31 - 1,
    logger: silentLogger,
    mostAtOnce: 10,
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
  fetched.resolve([{ topic: 'job', id: 'late' }]);
  expect(await givenBack.promise).toBe('late');
  waiters.stop();
});
