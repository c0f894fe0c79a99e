import { expect, test } from 'vitest';

import { candidatesOf } from './candidates.ts';

const module = (name: string, brings: Record<string, string>, references: Record<string, string> = {}) => ({
  name,
  brings: Object.entries(brings).map(([each, version]) => ({ name: each, version })),
  references: Object.entries(references).map(([each, version]) => ({ name: each, version })),
});

test('two modules that bring one assembly in different versions are a pair; in the same version they are none', () => {
  expect(
    candidatesOf([
      module('A', { Shared: '1.0.0.0', Own: '1.0.0.0' }),
      module('B', { shared: '2.0.0.0' }),
      module('C', { Shared: '1.0.0.0' }),
    ]),
  ).toEqual([
    { modules: ['A', 'B'], assembly: 'Shared', versions: ['1.0.0.0', '2.0.0.0'] },
    { modules: ['B', 'C'], assembly: 'shared', versions: ['2.0.0.0', '1.0.0.0'] },
  ]);
});

test('one that references another version than the other brings is a pair, too', () => {
  const pair = candidatesOf([
    module('A', { Shared: '1.0.0.0' }),
    module('B', { Other: '1.0.0.0' }, { Shared: '3.0.0.0' }),
  ]);
  expect(pair).toMatchObject([{ modules: ['A', 'B'], versions: ['1.0.0.0', '3.0.0.0'] }]);
});

test('what neither brings is nobody’s difference, and what it brings counts before what it references', () => {
  expect(
    candidatesOf([
      module('A', {}, { Shared: '1.0.0.0' }),
      module('B', {}, { Shared: '2.0.0.0' }),
      module('C', { Mine: '2.0.0.0' }, { Mine: '1.0.0.0' }),
      module('D', { Mine: '2.0.0.0' }),
    ]),
  ).toEqual([]);
});
