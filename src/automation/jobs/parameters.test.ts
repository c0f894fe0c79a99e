import { expect, test } from 'vitest';

import type { ParameterDefinition } from '#worker-link';

import { checkParameters } from './parameters.ts';

const define = (name: string, type: string, more: Partial<ParameterDefinition> = {}) => ({
  name,
  type,
  isMandatory: false,
  position: 0,
  ...more,
});
const check = (definition: ParameterDefinition, value: string) =>
  checkParameters('greet', [definition], { [definition.name]: value });

/** type, what passes, what does not */
const values: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['System.String', ['', 'text', '5', 'null', '{'], []],
  ['System.Int32', ['0', '-7', ' 42 ', 'null'], ['1.5', 'two', '"5"', '', 'true', '[1]']],
  ['System.Int64', ['9007199254740991'], ['1.5']],
  ['System.Double', ['1.5', '-2e3', 'null'], ['one', '"1"', 'NaN', '']],
  ['System.Boolean', ['true', 'False', 'TRUE', 'null'], ['yes', '1', '"true"', '']],
  ['System.Object', ['{"a":1}', '[1]', '5', 'null', 'bare text', ''], []],
  ['System.Object[]', ['[]', '[1,"two",null]', 'null'], ['{}', '1', 'a']],
  ['System.String[]', ['[]', '["a"]'], ['[1]', '"a"', 'a,b']],
  ['System.Int32[]', ['[1,2]'], ['[1.5]', '["1"]']],
  ['System.DateTime', ['whatever the runbook reads'], []],
  ['constructor', ['a type that is not in the table'], []],
];

test.each(values)(
  '%s: what the runbook could read passes, what it never could is refused',
  (type, good, bad) => {
    for (const value of good) expect(check(define('p', type), value)).toEqual({ p: value });
    for (const value of bad) {
      expect(() => check(define('p', type), value), value).toThrow(
        expect.objectContaining({
          code: 'ParameterInvalid',
          status: 400,
          values: expect.objectContaining({ parameter: 'p', type }),
        }),
      );
    }
  },
);

test('a value outside the allowed ones is refused with their list', () => {
  const colour = define('colour', 'System.String', { allowedValues: ['red', 'blue'] });
  expect(check(colour, 'red')).toEqual({ colour: 'red' });
  expect(() => check(colour, 'green')).toThrow(
    expect.objectContaining({ advice: expect.stringContaining('red, blue') }),
  );
});

test('names match in any case, and the declared name is what the job gets', () => {
  expect(checkParameters('greet', [define('UserName', 'System.String')], { USERNAME: 'a' })).toEqual({
    UserName: 'a',
  });
});

test('of two names that differ in case alone the exact one is meant', () => {
  const both = [define('id', 'System.String'), define('ID', 'System.String')];
  expect(checkParameters('greet', both, { id: 'small', ID: 'large' })).toEqual({ id: 'small', ID: 'large' });
});

test('a missing mandatory parameter is named, whatever it is called', () => {
  for (const name of ['who', 'constructor', 'toString']) {
    const mandatory = [define(name, 'System.String', { isMandatory: true })];
    expect(() => checkParameters('greet', mandatory, {})).toThrow(
      expect.objectContaining({
        code: 'ParameterMissing',
        values: { runbook: 'greet', parameter: name, type: 'System.String' },
      }),
    );
    expect(checkParameters('greet', mandatory, { [name]: '' })).toEqual({ [name]: '' });
  }
});

test('an unknown parameter is refused with the names that are known', () => {
  expect(() => checkParameters('greet', [define('who', 'System.String')], { whom: 'a' })).toThrow(
    expect.objectContaining({ code: 'ParameterUnknown', advice: expect.stringContaining('are: who.') }),
  );
  expect(() => checkParameters('greet', [], { whom: 'a' })).toThrow(
    expect.objectContaining({ code: 'ParameterUnknown', advice: expect.stringContaining('none') }),
  );
});
