import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { isProblem } from '#kernel';

import { parseFilter, readTerms, timeOf } from './filter.ts';

const cases: readonly (readonly [string, string, readonly (readonly [string, string, string])[]])[] = [
  ['nothing', '  ', []],
  ['a name', "properties/runbook/name eq 'offboard-user'", [['runbook/name', 'eq', 'offboard-user']]],
  ['another case', "PROPERTIES/Runbook/Name EQ 'x'", [['runbook/name', 'eq', 'x']]],
  ['without properties/', "status eq 'Running'", [['status', 'eq', 'Running']]],
  ['a doubled quote', "properties/status eq 'it''s'", [['status', 'eq', "it's"]]],
  ['a value with and', "properties/status eq 'a and b'", [['status', 'eq', 'a and b']]],
  [
    'a value that Az escaped',
    "properties/runbook/name eq 'off%20board'",
    [['runbook/name', 'eq', 'off board']],
  ],
  ['a percent sign of its own', "properties/status eq '100%'", [['status', 'eq', '100%']]],
  [
    'a bare time',
    'properties/startTime ge 2026-11-24T12:00:00+02:00',
    [['starttime', 'ge', '2026-11-24T12:00:00+02:00']],
  ],
  [
    'a time whose plus sign was lost, and a term behind it',
    "properties/startTime ge 2026-11-24T12:00:00 02:00 and properties/status eq 'New'",
    [
      ['starttime', 'ge', '2026-11-24T12:00:00 02:00'],
      ['status', 'eq', 'New'],
    ],
  ],
  [
    'two terms',
    "properties/status eq 'b' AND properties/x ge 1",
    [
      ['status', 'eq', 'b'],
      ['x', 'ge', '1'],
    ],
  ],
];

describe('a filter is read as clients send it', () => {
  test.each(cases)('%s', (_name, text, expected) => {
    expect(parseFilter(text).map(({ property, operator, value }) => [property, operator, value])).toEqual(
      expected,
    );
  });
});

describe('what cannot be read is refused', () => {
  test.each([
    "properties/status like 'x'",
    "properties/status eq 'open",
    "properties/status eq 'a' or properties/status eq 'b'",
    "properties/status eq 'a' and",
    "properties/status eq 'a'; drop table job",
    'and',
  ])('%s', (text) => {
    expect(() => parseFilter(text)).toThrow(expect.objectContaining({ code: 'FilterInvalid' }));
  });
});

test('any value survives its quotes', () => {
  fc.assert(
    fc.property(
      fc.string().filter((text) => !/%[0-9a-f]{2}/i.test(text)),
      (value) => {
        const [read] = parseFilter(`properties/status eq '${value.replaceAll("'", "''")}'`);
        expect(read?.value).toBe(value);
      },
    ),
  );
});

test('what the list does not know is refused, never ignored', () => {
  expect(() => readTerms("properties/other eq 'x'", { 'status eq': 'status' })).toThrow(/cannot be read/);
  expect(() => readTerms("properties/status ge 'x'", { 'status eq': 'status' })).toThrow(/cannot be read/);
});

test('a time whose plus sign was lost is still that time', () => {
  expect(timeOf(undefined, '2026-11-24T12:00:00 02:00')?.toISOString()).toBe('2026-11-24T10:00:00.000Z');
  for (const text of ['yesterday', '-271821-04-20T00:00:00Z', '+275760-09-13T00:00:00Z'])
    expect(() => timeOf('x', text)).toThrow(/cannot be read/);
});

test('any text is read or refused with its own error', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      try {
        parseFilter(text);
      } catch (error) {
        expect(isProblem(error, 'FilterInvalid')).toBe(true);
      }
    }),
  );
});

test('a NUL is refused even where it was escaped twice', () => {
  expect(() => parseFilter("properties/status eq 'a%00b'")).toThrow(/cannot be read/);
});
