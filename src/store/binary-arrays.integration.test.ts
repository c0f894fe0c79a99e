import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';

import { type Database, sql, textArray, timeArray } from './index.ts';
import { testDatabase } from './testing/test-database.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

const textsOf = async (texts: readonly string[]): Promise<unknown> =>
  (await db.one<{ texts: unknown }>(sql`select ${textArray(texts)}::text[] as texts`)).texts;

test('texts come to PostgreSQL as they are, whatever characters they have and however many', async () => {
  const text = fc.string({ unit: 'grapheme-composite' }).map((each) => each.replaceAll('\0', ''));
  await fc.assert(
    fc.asyncProperty(fc.array(text), async (texts) => {
      expect(await textsOf(texts)).toEqual(texts);
    }),
  );
  for (const texts of [['😀'.repeat(10_000), '漢'.repeat(10_000)], ['', 'NULL', '{"a"}', '\\'], ['a\ud800b']])
    expect(await textsOf(texts)).toEqual(texts.map((each) => each.toWellFormed()));
});

test('times come to PostgreSQL to the millisecond, in whatever year', async () => {
  const times = ['2026-11-24T10:17:06.123Z', '1999-12-31T23:59:59.999Z', '9999-01-01T00:00:00.001Z'];
  const { read } = await db.one<{ read: Date[] }>(sql`select ${timeArray(times)}::timestamptz[] as read`);
  expect(read.map((each) => each.toISOString())).toEqual(times);
  const { none } = await db.one<{ none: Date[] }>(sql`select ${timeArray([])}::timestamptz[] as none`);
  expect(none).toEqual([]);
});

test.each([
  '2026-11-24T10:17:06Z',
  '2026-11-24T10:17:06.1234567Z',
  '2026-11-24',
  '2026-02-40T10:17:06.123Z',
  'now',
])('a time that is written as %s is left to PostgreSQL', (time) => {
  expect(timeArray(['2026-11-24T10:17:06.123Z', time])).toBeUndefined();
});
