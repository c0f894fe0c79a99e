import fc from 'fast-check';
import pg from 'pg';
import { expect, test } from 'vitest';

import { arrayText } from './arrays.ts';

const parsed = pg.types.getTypeParser(1009 as number, 'text') as (text: string) => unknown;

test('texts come back from an array as they went in, whatever marks are in them', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.option(
          fc.oneof(fc.string(), fc.uuid(), fc.constantFrom('NULL', 'null', '', '{', 'a,b', '"', '\\')),
        ),
        { minLength: 1 },
      ),
      (texts) => {
        expect(parsed(arrayText(texts)!)).toEqual(texts);
      },
    ),
  );
});

test('numbers, times, bytes and nothing are written as PostgreSQL reads them; the rest is left to the driver', () => {
  expect(arrayText([])).toBe('{}');
  expect(arrayText([1, -2.5, true, null, undefined])).toBe('{1,-2.5,true,NULL,NULL}');
  expect(arrayText([new Date(0), Buffer.from('ab')])).toBe('{1970-01-01T00:00:00.000Z,"\\\\x6162"}');
  for (const other of [{}, [1], new Date(Number.NaN), new Date('+012345-01-01')])
    expect(arrayText([other])).toBeUndefined();
});
