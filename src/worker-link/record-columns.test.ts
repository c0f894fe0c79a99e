import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { StreamRecord } from './protocol.ts';
import { columnsOf, recordColumns, recordsOf } from './record-columns.ts';

const one = fc.record(
  {
    stream: fc.constantFrom('Output' as const, 'Error' as const),
    text: fc.string({ maxLength: 10 }),
    time: fc.constantFrom('2026-11-24T10:17:06.123Z', '2026-11-24T10:17:06.124Z'),
    value: fc.constantFrom(null, 0, { a: [1] }),
  },
  { requiredKeys: ['stream', 'text', 'time'] },
);

test('records come back from their columns as they went in', () => {
  fc.assert(
    fc.property(fc.array(one, { minLength: 1 }), fc.integer({ min: 1, max: 1e9 }), (all, first) => {
      const records = all.map((each, at): StreamRecord => ({ sequence: first + at, ...each }));
      const told: unknown = JSON.parse(JSON.stringify(columnsOf(records)));
      expect(recordsOf(recordColumns.parse(told))).toEqual(records);
    }),
  );
});

test('numbers that are not in a row are not told by columns', () => {
  const record = { stream: 'Output', text: 'a', time: '2026-11-24T10:17:06.123Z' } as const;
  const of = (...sequences: number[]) => columnsOf(sequences.map((sequence) => ({ sequence, ...record })));
  expect([of(3, 5), of(3, 3), of(4, 3)]).toEqual([undefined, undefined, undefined]);
  expect(of(3, 4)).toMatchObject({ first: 3, texts: ['a', 'a'] });
});

const whole = {
  first: 1,
  texts: ['a', 'b'],
  streams: [['Output', 2]],
  times: [
    ['x', 1],
    ['y', 1],
  ],
  values: [[1, 'b']],
};

test.each([
  ['fewer streams than texts', { streams: [['Output', 1]] }],
  ['more times than texts', { times: [['x', 3]] }],
  ['a value of no record', { values: [[2, 'c']] }],
  ['a stream that there is not', { streams: [['Loud', 2]] }],
  [
    'a run of nothing',
    {
      streams: [
        ['Output', 2],
        ['Error', 0],
      ],
    },
  ],
  ['a run that would fill the memory', { streams: [['Output', 1e9]] }],
  ['a text that is none', { texts: ['a', 1] }],
  [
    'more than a batch may have',
    { texts: Array.from({ length: 10_001 }, () => ''), streams: [['Output', 10_001]] },
  ],
])('%s is refused', (_what, wrong) => {
  expect(recordColumns.safeParse(whole).success).toBe(true);
  expect(recordColumns.safeParse({ ...whole, ...wrong }).success).toBe(false);
});
