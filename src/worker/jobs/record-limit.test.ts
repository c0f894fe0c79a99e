import { expect, test } from 'vitest';

import { limitRecord, mostCharacters } from './record-limit.ts';

test('a record that fits stays as it is, up to its last character', () => {
  const record = { text: 'x'.repeat(mostCharacters), value: { a: 1 } };
  expect(limitRecord(record)).toBe(record);
});

test('a longer text is cut to the limit, and says how long it was', () => {
  const { text, value } = limitRecord({ text: 'x'.repeat(mostCharacters + 1), value: 1 });
  expect(text).toHaveLength(mostCharacters);
  expect(text).toMatch(/x… \(cut: 1048577 characters/);
  expect(value).toBe(1);
});

test('a value that is too long is left out, and the text says so', () => {
  const limited = limitRecord({ text: 'short', value: ['y'.repeat(mostCharacters)] });
  expect(limited.text).toMatch(/^short… \(its value is left out/);
  expect(limited).not.toHaveProperty('value');
});
