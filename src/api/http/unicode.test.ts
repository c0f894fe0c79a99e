import { expect, test } from 'vitest';

import { faultOfJson } from './unicode.ts';

test.each([
  ['a plain body', { properties: { value: 'Grüße 💥', list: [1, null, true] } }, undefined],
  [
    'a NUL',
    { properties: { value: 'a\0b' } },
    'properties.value: a NUL or half a character, which is no text',
  ],
  ['half a character', { tags: ['fine', '\ud800'] }, 'tags.1: a NUL or half a character, which is no text'],
  ['a name with a NUL', { tags: { 'a\0': '' } }, 'tags: a name that is no text'],
])('%s', (_what, body, fault) => expect(faultOfJson(body)).toBe(fault));

test('what is nested without end is not walked to its end', () => {
  const deep: unknown = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
  expect(faultOfJson(deep)).toContain('nested more than 100 deep');
});
