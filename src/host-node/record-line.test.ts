import fc from 'fast-check';
import { expect, test } from 'vitest';

import { recordLine } from './record-line.ts';

const frame = {
  type: 'stream',
  stream: 'Output',
  text: 'said',
  time: '2026-11-24T10:17:06.123Z',
} as const;

test('a record is written as the JSON of its frame, whatever its text and its value are', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(undefined, null, 0, 'b', { a: ['c'] }),
      (text, value) => {
        expect(JSON.parse(recordLine({ ...frame, text, value }))).toEqual(
          JSON.parse(JSON.stringify({ ...frame, text, value })),
        );
      },
    ),
  );
});

test('halves of characters and ends of lines stay within the line', () => {
  const line = recordLine({ ...frame, text: 'a\nb\r\u2028"\\\ud800\0' });
  expect(line).not.toMatch(/[\n\r\0]/);
  expect(JSON.parse(line)).toEqual({ ...frame, text: 'a\nb\r\u2028"\\\ud800\0' });
});

test('a value that JSON does not know is left out', () => {
  const line = recordLine({ ...frame, value: () => {} });
  expect(JSON.parse(line)).toEqual(frame);
});
