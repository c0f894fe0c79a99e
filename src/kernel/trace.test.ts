import { expect, test } from 'vitest';

import { nextContext, parseTraceparent, traceparent } from './trace.ts';

const given = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

test('a traceparent is read as W3C writes it, and written again', () => {
  expect(traceparent(parseTraceparent(given)!)).toBe(given);
  expect(parseTraceparent(given.replace(/01$/, '00'))?.sampled).toBe(false);
  expect(parseTraceparent(`${given.replace('00-', '01-')}-later`)?.traceId).toHaveLength(32);
});

test.each([
  undefined,
  '',
  'no trace',
  given.toUpperCase(),
  given.replace('00-', 'ff-'),
  given.replace(/-b7.{14}-/, '-0000000000000000-'),
  given.replace(/-0af.{29}-/, `-${'0'.repeat(32)}-`),
])('%s is none', (text) => expect(parseTraceparent(text)).toBeUndefined());

test('what comes below stays in the trace, and a new one is sampled', () => {
  const parent = parseTraceparent(given)!;
  expect(nextContext(parent)).toMatchObject({ traceId: parent.traceId, sampled: true });
  expect(nextContext(parent).spanId).not.toBe(parent.spanId);
  expect(parseTraceparent(traceparent(nextContext()))?.sampled).toBe(true);
});
