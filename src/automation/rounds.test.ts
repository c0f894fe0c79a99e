import { expect, test } from 'vitest';

import { silentLogger } from '#kernel';

import { createRounds } from './rounds.ts';

test('a round that fails is told of, and the next one comes; stopping waits for the one that goes on', async () => {
  const told: string[] = [];
  const seen: number[] = [];
  let ended = false;
  const third = Promise.withResolvers<void>();
  const rounds = createRounds({
    async round(number) {
      seen.push(number);
      if (number === 0) throw new Error('at first');
      if (number !== 2) return;
      third.resolve();
      await new Promise<void>((resolve) => rounds.signal.addEventListener('abort', () => resolve()));
      ended = true;
    },
    pause: 1,
    logger: { ...silentLogger, warn: (message) => void told.push(message) },
    failed: 'it could not be done, and will be',
  });
  rounds.start();
  rounds.start();
  await third.promise;
  await rounds.stop();
  expect({ seen, told, ended }).toEqual({
    seen: [0, 1, 2],
    told: ['it could not be done, and will be'],
    ended: true,
  });
});
