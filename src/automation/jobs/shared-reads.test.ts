import { expect, test } from 'vitest';

import { createSharedReads } from './shared-reads.ts';

function held() {
  const answers: PromiseWithResolvers<number>[] = [];
  const ask = (): Promise<number> => {
    answers.push(Promise.withResolvers<number>());
    return answers.at(-1)!.promise;
  };
  return { ask, answers };
}

test('those who ask the same at once share one answer', async () => {
  const { ask, answers } = held();
  const reads = createSharedReads();
  const [one, other] = [reads.read('rows', ask), reads.read('rows', ask)];
  const different = reads.read('other rows', ask);
  answers[0]!.resolve(1);
  answers[1]!.resolve(2);
  expect(await Promise.all([one, other, different])).toEqual([1, 1, 2]);
});

test('what was asked before news came is no answer after it', async () => {
  const { ask, answers } = held();
  const reads = createSharedReads();
  const before = reads.read('rows', ask);
  reads.news();
  const after = reads.read('rows', ask);
  // The older answer comes now, and forgets nothing of the newer question.
  answers[0]!.resolve(1);
  await before;
  const joined = reads.read('rows', ask);
  answers[1]!.resolve(2);
  expect(await Promise.all([before, after, joined])).toEqual([1, 2, 2]);
  expect(answers).toHaveLength(2);
});

test('an answer is nobody’s who asks later, and neither is a failure', async () => {
  const { ask, answers } = held();
  const reads = createSharedReads();
  const failing = reads.read('rows', ask);
  answers[0]!.reject(new Error('no database'));
  await expect(failing).rejects.toThrow('no database');
  const again = reads.read('rows', ask);
  answers[1]!.resolve(2);
  expect(await again).toBe(2);
});
