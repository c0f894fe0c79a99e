import { expect, test } from 'vitest';

import { TenantryError, errorTables, isProblem, problem } from './index.ts';

test('no error code stands in two tables', () => {
  const codes = Object.values(errorTables).flatMap((table) => Object.keys(table));
  expect(codes.length).toBeGreaterThan(20);
  expect(codes).toEqual([...new Set(codes)]);
});

test('every error has an HTTP status and says what happened', () => {
  for (const table of Object.values(errorTables)) {
    for (const entry of Object.values(table) as { status: number; message: string }[]) {
      expect(entry.status).toBeGreaterThanOrEqual(200);
      expect(entry.status).toBeLessThan(600);
      expect(entry.message).not.toBe('');
    }
  }
});

test('an error fills its texts and keeps its cause to itself', () => {
  const error = problem('Internal', { detail: 'a test' }, new Error('secret'));
  expect(error).toBeInstanceOf(TenantryError);
  expect(isProblem(error, 'Internal')).toBe(true);
  expect(error.advice).toContain('(a test)');
  expect(error.advice).not.toContain('secret');
});
