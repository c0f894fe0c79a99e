import { expect, test } from 'vitest';

import { table } from './table.ts';
import type { Terminal } from './terminal.ts';

const plainTerminal = (columns?: number): Terminal =>
  ({ columns, paintOut: (_format: unknown, text: string) => text }) as unknown as Terminal;

const rows = [
  ['offboard-user', 'Published', 'takes access from somebody who leaves'],
  ['x', 'New', ''],
];

test('columns stand below each other', () => {
  expect(table(plainTerminal(), ['runbook', 'state', 'description'], rows)).toBe(
    [
      'runbook        state      description',
      'offboard-user  Published  takes access from somebody who leaves',
      'x              New',
    ].join('\n'),
  );
});

test('a row fits the terminal, by shortening its widest column', () => {
  const lines = table(plainTerminal(50), ['runbook', 'state', 'description'], rows).split('\n');
  expect(Math.max(...lines.map((line) => line.length))).toBe(50);
  expect(lines[1]).toMatch(/^offboard-user {2}Published {2}takes.*…$/);
});
