import { expect, test } from 'vitest';

import { readRunOn } from './run-on.ts';

test('an empty text and Azure mean the workers of the installation', () => {
  for (const text of [undefined, '', 'Azure', 'azure']) expect(readRunOn(text)).toBeNull();
});

test('a group may be followed by tags, whose case and order do not count', () => {
  expect(readRunOn('onprem')).toEqual({ group: 'onprem', tags: {} });
  const tags = { site: 'berlin', rack: '2' };
  for (const text of ['onprem[site=berlin,rack=2]', 'onprem [ Rack = 2 , SITE = Berlin ]'])
    expect(readRunOn(text)).toEqual({ group: 'onprem', tags });
});

test('what is no list of tags is refused, and taken for no name of a group', () => {
  const bad = [
    'x[',
    'x]',
    'x[]',
    '[a=b]',
    'x[a]',
    'x[a=]',
    'x[=b]',
    'x[a=b=c]',
    'x[a=b][c=d]',
    'x[a=b]y',
    'x[a=b,a=c]',
    'x[__proto__=1]',
  ];
  for (const text of bad)
    expect(() => readRunOn(text), text).toThrow(expect.objectContaining({ code: 'WorkerTagsMalformed' }));
});
