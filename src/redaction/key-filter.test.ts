import { expect, test } from 'vitest';

import { createRedactor } from './index.ts';
import { KeyFilter, lowBytes } from './key-filter.ts';

test('a key is found wherever it stands, also where characters take two bytes', () => {
  const filter = new KeyFilter();
  filter.add('漢字😀');
  for (const before of ['', 'a', 'é', '漢', '漢字', 'x'.repeat(100)]) {
    const text = `${before}漢字😀 and more`;
    expect(filter.next(lowBytes(text), 0, text.length)).toBe(before.length);
  }
});

test('what an earlier text left in the room is never read', () => {
  const filter = new KeyFilter();
  filter.add('abcd');
  lowBytes('xxabcd');
  expect(filter.next(lowBytes('xxab'), 0, 4)).toBe(4);
});

test('a filter that grew with its keys knows all of them', () => {
  const filter = new KeyFilter();
  const keys = Array.from({ length: 5_000 }, (_, at) => (at + 50_000).toString(36).padStart(4, 'k'));
  for (const key of keys) filter.add(key);
  for (const key of keys) expect(filter.next(lowBytes(key), 0, 4)).toBe(0);
});

test('a secret is found in a text that is longer than the room, of either width of characters', () => {
  const redactor = createRedactor(['p4ssw0rd-漢']);
  for (const filler of ['-', '漢']) {
    const around = filler.repeat(1_500_000);
    expect(redactor.redact(`${around}p4ssw0rd-漢${around}`) === `${around}***${around}`).toBe(true);
  }
});
