import { readdirSync } from 'node:fs';

import { expect, test } from 'vitest';

test('every migration has a number of its own, and none is left out', () => {
  const numbers = readdirSync(new URL('../sql', import.meta.url)).map((name) => Number(name.slice(0, 6)));
  expect(numbers.toSorted((a, b) => a - b)).toEqual(numbers.map((_number, at) => at + 1));
});

test('every decision has a number of its own, and none is left out', () => {
  const numbers = readdirSync(new URL('../docs/decisions', import.meta.url)).flatMap((name) =>
    /^\d{4}-/.test(name) ? [Number(name.slice(0, 4))] : [],
  );
  expect(numbers.toSorted((a, b) => a - b)).toEqual(numbers.map((_number, at) => at + 1));
});
