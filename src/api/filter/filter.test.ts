import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { isProblem } from '#kernel';

import { type FilterSheet, parseFilter } from './filter.ts';

const jobs = {
  'runbook/name': { type: 'text', operators: ['eq'] },
  status: { type: 'text', operators: ['eq'] },
  startTime: { type: 'time', operators: ['ge', 'le'] },
} as const satisfies FilterSheet;

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
    'a bare time with an offset',
    'properties/startTime ge 2026-11-24T12:00:00.0000000+02:00',
    [['startTime', 'ge', '2026-11-24T10:00:00.000Z']],
  ],
  [
    'an offset whose plus sign was lost',
    "properties/startTime ge 2026-11-24T12:00:00 02:00 and properties/status eq 'New'",
    [
      ['startTime', 'ge', '2026-11-24T10:00:00.000Z'],
      ['status', 'eq', 'New'],
    ],
  ],
  [
    'a quoted time',
    "properties/startTime le '2026-11-24T12:00:00Z'",
    [['startTime', 'le', '2026-11-24T12:00:00.000Z']],
  ],
  [
    'three terms',
    "properties/runbook/name eq 'a' and properties/status eq 'b' AND properties/startTime ge 2026-01-01T00:00:00Z",
    [
      ['runbook/name', 'eq', 'a'],
      ['status', 'eq', 'b'],
      ['startTime', 'ge', '2026-01-01T00:00:00.000Z'],
    ],
  ],
];

describe('a filter is read as clients send it', () => {
  test.each(cases)('%s', (_name, text, expected) => {
    const read = parseFilter(text, jobs).map(({ property, operator, value }) => [property, operator, value]);
    expect(read).toEqual(expected);
  });
});

describe('what a filter does not know is refused, never ignored', () => {
  test.each([
    "properties/secret eq 'x'",
    "properties/status ge 'x'",
    "properties/status like 'x'",
    'properties/startTime ge yesterday',
    "properties/status eq 'open",
    "properties/status eq 'a' or properties/status eq 'b'",
    "properties/status eq 'a' and",
    "properties/__proto__ eq 'a'",
    "properties/constructor eq 'a'",
    "properties/status eq 'a'; drop table job",
    'and',
  ])('%s', (text) => {
    expect(() => parseFilter(text, jobs)).toThrow(expect.objectContaining({ code: 'FilterInvalid' }));
  });
});

test('any value survives its quotes', () => {
  fc.assert(
    fc.property(
      fc.string().filter((text) => !/%[0-9a-f]{2}/i.test(text)),
      (value) => {
        const [condition] = parseFilter(`properties/status eq '${value.replaceAll("'", "''")}'`, jobs);
        expect(condition?.value).toBe(value);
      },
    ),
  );
});

test('no text makes the parser fail otherwise than with its own error', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      try {
        parseFilter(text, jobs);
      } catch (error) {
        expect(isProblem(error, 'FilterInvalid')).toBe(true);
      }
    }),
  );
});
