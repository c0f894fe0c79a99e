import { expect, test } from 'vitest';

import type { StreamRecord } from '#worker-link';

import { createRecordTurns } from './record-turns.ts';

const attempt = { jobId: 'a0a0a0a0-0000-4000-8000-000000000001', number: 1 };
const time = '2026-11-26T06:00:00.000Z';
const batch = (...sequences: number[]): StreamRecord[] =>
  sequences.map((sequence) => ({ sequence, stream: 'Output', text: `line ${sequence}`, time }));

/** A database that keeps a batch when the test lets it. */
function database() {
  const kept: number[] = [];
  const gates: PromiseWithResolvers<void>[] = [];
  const asked: number[] = [];
  const turns = createRecordTurns(async (_attempt, sequence) => {
    asked.push(sequence);
    return kept.includes(sequence);
  });
  return {
    kept,
    gates,
    asked,
    take: (records: StreamRecord[], following?: 'following', of = attempt) =>
      turns.take(of, records, following, async () => {
        const gate = Promise.withResolvers<void>();
        gates.push(gate);
        await gate.promise;
        kept.push(...records.map(({ sequence }) => sequence));
      }),
  };
}

const begun = async (gates: readonly unknown[], many: number): Promise<void> =>
  expect.poll(() => gates.length).toBe(many);

test('a batch that follows is kept after the one before it, without a look for what is known to be there', async () => {
  const { take, gates, kept, asked } = database();
  const both = [take(batch(1, 2)), take(batch(3, 4), 'following')];
  await begun(gates, 1);
  gates[0]!.resolve();
  await both[0];
  await begun(gates, 2);
  gates[1]!.resolve();
  await both[1];
  expect([kept, asked]).toEqual([[1, 2, 3, 4], []]);
});

test('when the one before it is not kept, the batch that follows is refused', async () => {
  const { take, gates, kept } = database();
  const [first, second] = [take(batch(1, 2)), take(batch(3), 'following')];
  second.catch(() => {});
  await begun(gates, 1);
  gates[0]!.reject(new Error('the database is away'));
  await expect(first).rejects.toThrow('away');
  await expect(second).rejects.toMatchObject({ code: 'RecordsTooEarly', values: { number: 3 } });
  expect([gates.length, kept]).toEqual([1, []]);
});

test('a batch that follows one which another control plane has to keep waits for it there', async () => {
  const { take, gates, kept } = database();
  await expect(take(batch(3), 'following')).rejects.toMatchObject({ code: 'RecordsTooEarly' });
  kept.push(1, 2);
  const again = take(batch(3), 'following');
  await begun(gates, 1);
  gates[0]!.resolve();
  await again;
  expect(kept).toEqual([1, 2, 3]);
});

test('attempts do not wait for each other', async () => {
  const { take, gates } = database();
  const other = { ...attempt, number: 2 };
  const all = [take(batch(1)), take(batch(1), undefined, other)];
  await begun(gates, 2);
  for (const { resolve } of gates) resolve();
  await Promise.all(all);
});

test('whoever sends without an end is refused before its batches fill the memory', async () => {
  const { take, gates, kept } = database();
  const first = take(batch(1));
  const more = Array.from({ length: 20 }, (_, at) => take(batch(at + 2), 'following'));
  for (const each of more) each.catch(() => {});
  await expect(more.at(-1)).rejects.toMatchObject({ code: 'RecordsTooEarly' });
  await begun(gates, 1);
  for (let at = 0; at < 8; at += 1) {
    await begun(gates, at + 1);
    gates[at]!.resolve();
  }
  await Promise.allSettled([first, ...more]);
  expect(kept).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});
