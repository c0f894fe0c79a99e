import { expect, test } from 'vitest';

import { isolationText, isolationWarning } from './isolation.ts';

const paint = (_format: unknown, text: string): string => text;
const open = {
  boundary: 'process',
  egressEnforced: false,
  detail: 'No sandbox.',
  remedy: 'Install it.',
} as const;
const held = {
  boundary: 'bubblewrap',
  egressEnforced: true,
  layers: ['walls', 'limits'],
  refused: 14,
} as const;

test('what holds a job is one line, and what does not begins with that', () => {
  expect(isolationText(held)).toBe('walls; limits; 14 ways out tried and refused');
  expect(isolationText(open)).toBe('NOT ISOLATED. No sandbox.');
  expect(isolationText(null)).toBeUndefined();
});

test('the warning comes where jobs are not held, and says what to do', () => {
  expect(isolationWarning(held, { paint })).toBeUndefined();
  expect(isolationWarning(undefined, { paint })).toBeUndefined();
  const warning = isolationWarning(open, { paint })!;
  for (const part of ['JOBS ARE NOT ISOLATED', 'No sandbox.', '→ Install it.'])
    expect(warning).toContain(part);
});
