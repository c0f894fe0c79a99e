import { expect, test } from 'vitest';

import { inBatches } from './batch.ts';

test('what is asked for at once is done together, up to the most, and each request ends with its batch', async () => {
  const batches: (readonly number[])[] = [];
  const ask = inBatches<number>(3, async (items) => void batches.push(items));
  await Promise.all([1, 2, 3, 4].map(ask));
  expect(batches).toEqual([[1, 2, 3], [4]]);
});

test('what comes while a batch runs makes up the next', async () => {
  const batches: (readonly number[])[] = [];
  const first = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const ask = inBatches<number>(10, async (items) => {
    batches.push(items);
    begun.resolve();
    await first.promise;
  });
  const all = [ask(1)];
  await begun.promise;
  all.push(ask(2), ask(3));
  first.resolve();
  await Promise.all(all);
  expect(batches).toEqual([[1], [2, 3]]);
});

test('a batch that fails, fails for each of its requests, and the next one is done', async () => {
  let fails = true;
  const ask = inBatches<number>(10, async () => {
    if (fails) throw new Error('no database');
  });
  const ended = await Promise.allSettled([ask(1), ask(2)]);
  expect(ended.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  fails = false;
  await expect(ask(3)).resolves.toBeUndefined();
});
