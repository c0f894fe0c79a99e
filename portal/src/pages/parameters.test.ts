import { expect, test } from 'vitest';

import { type Parameter, faultOf, initialOf, kindOf, valuesOf } from './parameters.ts';

const parameter = (type: string, more: Partial<Parameter> = {}): Parameter => ({
  type,
  isMandatory: false,
  position: 0,
  ...more,
});

test.each([
  ['System.String', 'text'],
  ['System.Int32', 'whole'],
  ['System.Double', 'number'],
  ['System.Boolean', 'truth'],
  ['System.Management.Automation.SwitchParameter', 'truth'],
  ['System.DateTime', 'time'],
  ['System.Object', 'json'],
  ['System.String[]', 'json'],
])('a %s is asked for as %s', (type, kind) => expect(kindOf(parameter(type))).toBe(kind));

test('what has allowed values is a choice', () =>
  expect(kindOf(parameter('System.String', { allowedValues: ['a', 'b'] }))).toBe('choice'));

test.each([
  ['System.Int32', '12', undefined],
  ['System.Int32', '1.5', 'whole number'],
  ['System.Double', 'x', 'a number'],
  ['System.DateTime', 'tomorrow-ish', 'a time'],
  ['System.Object', '{"a": 1}', undefined],
  ['System.Object', '{a: 1}', 'JSON'],
])('of a %s, %s is said to be %s', (type, text, fault) => {
  const found = faultOf(parameter(type), text);
  if (fault === undefined) expect(found).toBeUndefined();
  else expect(found).toContain(fault);
});

test('what is needed is asked for, and nothing else', () => {
  expect(faultOf(parameter('System.String', { isMandatory: true }), ' ')).toBe('It is needed.');
  expect(faultOf(parameter('System.Int32'), '')).toBeUndefined();
});

test('defaults stand in the fields as people write them', () => {
  const initial = (defaultValue: string): string => initialOf(parameter('System.String', { defaultValue }));
  expect(['"a"', '5', 'true', '["a"]', 'null', 'not JSON'].map(initial)).toEqual([
    'a',
    '5',
    'true',
    '["a"]',
    '',
    'not JSON',
  ]);
});

test('what is left empty is left out, so that the runbook decides', () =>
  expect(
    valuesOf({ a: parameter('System.String'), b: parameter('System.String') }, { a: 'x', b: ' ', c: 'y' }),
  ).toEqual({ a: 'x' }));
