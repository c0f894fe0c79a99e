import { expect, test } from 'vitest';

import { readEvents } from './follow.ts';

const line = (kind: string, more: object): string =>
  `event: ${kind}\ndata: ${JSON.stringify({ kind, ...more })}\n\n`;
const record = { streamType: 'Output', text: 'a\nb', time: '2026-01-01T00:00:00Z', attempt: 2, sequence: 7 };

test('events are read wherever the connection cuts them', () => {
  const whole =
    line('stream', record) + line('step', { name: 's', attempt: 1 }) + line('status', { status: 'Failed' });
  for (let at = 0; at <= whole.length; at += 1) {
    const first = readEvents(whole.slice(0, at));
    const second = readEvents(first.left + whole.slice(at));
    const kinds = [...first.events, ...second.events].map(({ kind }) => kind);
    expect(kinds).toEqual(['stream', 'step', 'status']);
    expect(second.left).toBe('');
  }
});

test('a record is told apart by attempt and number, and what a later version tells is passed over', () => {
  const { events } = readEvents(line('ping', {}) + line('omen', { text: 'x' }) + line('stream', record));
  expect(events).toEqual([
    { kind: 'stream', record: { key: '2.7', streamType: 'Output', text: 'a\nb', time: record.time } },
  ]);
});
