import { expect, test } from 'vitest';

import type { Account, JobStream } from '#automation';
import { newId } from '#kernel';

import { showStream, streamId, streamPosition, ticks } from './shapes.ts';

const jobId = newId();
const record: JobStream = {
  jobId,
  attempt: 3,
  sequence: 41,
  stream: 'Output',
  text: 'hello',
  value: null,
  time: new Date('2026-11-24T10:17:06.123Z'),
};
const account = { subscriptionId: 's', resourceGroup: 'g', name: 'a' } as Account;

test('ticks are those of .NET', () => {
  // [DateTime]::new(1970,1,1).Ticks and [DateTime]::new(2000,1,1).Ticks
  expect(ticks(new Date(0))).toBe(621_355_968_000_000_000n);
  expect(ticks(new Date('2000-01-01T00:00:00Z'))).toBe(630_822_816_000_000_000n);
});

test("a stream's id leads back to its place, in whichever attempt it was written", () => {
  const id = streamId(record);
  expect(id).toMatch(new RegExp(`^${jobId}_\\d{20}_\\d{20}$`));
  expect(streamPosition(jobId, id)).toEqual({ attempt: 3, sequence: 41 });
  const [first, later] = [1, 2].map((attempt) => streamId({ ...record, attempt }));
  expect(first! < later!).toBe(true);
});

test.each(['', 'x', newId(), `${jobId}_1_1`, `${jobId}_${'9'.repeat(20)}_${'9'.repeat(20)}`])(
  "'%s' is no id of a stream",
  (id) => expect(streamPosition(jobId, id)).toBeUndefined(),
);

test("another job's stream is not found under this one", () => {
  expect(streamPosition(newId(), streamId(record))).toBeUndefined();
});

test.each([
  ['a text', null, { value: 'hello' }],
  ['a number', 28, { value: 28 }],
  ['false', false, { value: false }],
  ['a list', [1, 2], { value: [1, 2] }],
  ['an object', { a: 1 }, { a: 1 }],
])('%s shows its value as Azure does', (_name, value, shown) => {
  expect(showStream(account, 'j', { ...record, value }, 'whole')).toMatchObject({
    properties: { streamText: 'hello\r\n', value: shown },
  });
});
