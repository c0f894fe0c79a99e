import { expect, test } from 'vitest';

import { manualClock, newId, problem, silentLogger } from '#kernel';
import { sql } from '#store';

import { testDatabase } from '../../store/testing/test-database.ts';
import { createEndedSubscriptions } from './ended-subscriptions.ts';

test('a subscription that Graph does not end now is tried again, ever later, until it has ended by itself', async () => {
  const { db } = await testDatabase();
  const clock = manualClock(Date.now());
  const asked: string[] = [];
  const [isAsked, mayAnswer] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const ended = createEndedSubscriptions({
    db,
    clock,
    logger: silentLogger,
    subscriptions: {
      async remove({ subscriptionId }) {
        asked.push(subscriptionId);
        isAsked.resolve();
        await mayAnswer.promise;
        throw problem('EventSourceRefused', { detail: '503' });
      },
    },
  });
  const left = () => db.query(sql`select failures from ended_subscription`);
  await db.query(sql`
    insert into ended_subscription (subscription_id, event_source, account_id, expires_at, attention_at)
    values ('one', 'people', ${newId()}, ${new Date(clock.now() + 120_000)}, ${new Date(clock.now())})`);
  const ending = ended.end('one');
  await isAsked.promise;
  // While one asks, nobody else does.
  await ended.round();
  mayAnswer.resolve();
  await ending;
  expect([asked, await left()]).toEqual([['one'], [{ failures: 1 }]]);
  await ended.round();
  expect(asked).toHaveLength(1);
  clock.advance(30_000);
  await ended.round();
  clock.advance(30_000);
  await ended.round();
  expect([asked.length, await left()]).toEqual([2, [{ failures: 2 }]]);
  clock.advance(60_000);
  await ended.round();
  expect([asked.length, await left()]).toEqual([2, []]);
});
